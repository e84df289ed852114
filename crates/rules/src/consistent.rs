//! Whether a law that was read holds together, so that no lookup in it can fail afterwards.

use crate::{
    Explainer, Interface, Law, OptionId, OptionSet, PUBLISHER, ProvisionId, Question, QuestionId, TextId,
    Wording,
};

impl Law {
    /// Whether every id in it names a thing, every thing has its words, and every provision some day on which it holds.
    ///
    /// It is asked once, of a law that was read from bytes. Looking something up in a law that holds together cannot
    /// fail, and neither can [`crate::outcome`].
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let all = All { explainer: &self.explainer, wording: &self.wording };
        all.lists_match() && all.questions() && all.provisions() && all.told() && all.background()
    }
}

struct All<'a> {
    explainer: &'a Explainer,
    wording: &'a Wording,
}

impl All<'_> {
    /// Every thing has its words.
    fn lists_match(&self) -> bool {
        let (law, words) = (self.explainer, self.wording);
        let texts_of = |texts: &[Vec<String>], lengths: &mut dyn Iterator<Item = usize>| {
            texts.iter().map(Vec::len).eq(lengths)
        };
        law.questions.len() == words.questions.len()
            && law.options.len() == words.options.len()
            && law.options.len() <= OptionSet::CAPACITY
            && law.regimes.len() == words.regimes.len()
            && law.effects.len() == words.effects.len()
            && law.ratings.len() == words.ratings.len()
            && law.provisions.len() == words.provisions.len()
            && law.rows.len() == words.rows.len()
            && law.days.len() == words.days.len()
            && law.reasons.len() == words.reasons.len()
            && law.claims.len() == words.claims.len()
            && law.advice.len() == words.advice.len()
            && law.revisions.len() == words.revisions.len()
            && texts_of(&words.verdicts, &mut law.verdicts.iter().map(|verdict| verdict.versions.len()))
            && texts_of(&words.short_answers, &mut law.short_answers.iter().map(|short| short.from.len()))
            && (law.provisions.iter().zip(&words.provisions))
                .all(|(provision, words)| provision.versions.len() == words.versions.len())
            && words.interface.words.len() == Interface::NAMES.len()
            && matches!(words.interface.months.len(), 12 | 24)
            && words.interface.months_in_days.len() == 12
            && words.interface.months_short.len() == 12
            // The words of the page for publishers are printed and never baked.
            && (words.publisher.is_empty() || words.publisher.len() == PUBLISHER.len())
    }

    /// Every option belongs to one question, and every role is an option of the first.
    fn questions(&self) -> bool {
        let law = self.explainer;
        let Some(role) = law.questions.first() else { return false };
        let own = |question: &Question| {
            self.options(question.options)
                && question.default.is_none_or(|option| question.options.contains(option))
        };
        let in_one = |option: OptionId| {
            law.questions.iter().filter(|question| question.options.contains(option)).count() == 1
        };
        law.questions.iter().all(own)
            && OptionId::first(law.options.len()).all(in_one)
            && law.options.iter().all(|choice| role.options.includes(choice.roles))
            && law.assumptions.iter().all(|assumption| {
                role.options.includes(assumption.roles)
                    && self.question(assumption.question)
                    && law[assumption.question].options.includes(assumption.options)
                    && assumption.answered.iter().all(|id| self.question(*id))
            })
    }

    fn provisions(&self) -> bool {
        let law = self.explainer;
        law.provisions.iter().all(|provision| {
            provision.regime.index() < law.regimes.len()
                && provision.effect.index() < law.effects.len()
                && provision.penalty.is_none_or(|id| id.index() < law.penalties.len())
                && provision.runs().next().is_some()
                && provision.reaching().all(|options| self.options(options))
                && provision.except.iter().all(|exception| self.options(exception.options))
                && (provision.unsettled.iter().chain(&provision.except))
                    .all(|reason| self.text(reason.because))
                && provision.versions.iter().filter_map(|version| version.unsettled).all(|id| self.text(id))
                && (provision.unknown.iter().chain(&provision.deadlines).chain(&provision.replaced))
                    .all(|id| self.text(*id))
                && provision.sources.iter().all(|evidence| evidence.source.index() < law.sources.len())
        }) && law.penalties.iter().all(|penalty| {
            !penalty.texts.is_empty() && penalty.texts.iter().all(|dated| self.text(dated.text))
        })
    }

    /// Rows, verdicts and short answers.
    fn told(&self) -> bool {
        let law = self.explainer;
        let roles = law.roles();
        law.rows.iter().all(|row| {
            roles.includes(row.roles)
                && row.option.is_none_or(|option| self.option(option))
                && row.provisions.iter().all(|id| self.provision(*id))
                && row.advice.is_none_or(|id| id.index() < law.advice.len())
        }) && law.verdicts.iter().all(|verdict| {
            self.options(verdict.options)
                && verdict.when.iter().all(|when| self.options(when.options))
                && (verdict.versions.iter().flat_map(|version| &version.asserts))
                    .all(|assertion| assertion.row.index() < law.rows.len())
        }) && law.short_answers.iter().all(|short_answer| {
            self.options(short_answer.options)
                && short_answer.when.iter().all(|when| self.options(when.options))
        })
    }

    /// What stands behind the answer.
    fn background(&self) -> bool {
        let law = self.explainer;
        let evidences = (law.reasons.iter().map(|reason| &reason.evidence))
            .chain(law.claims.iter().flat_map(|claim| &claim.sources))
            .chain(law.advice.iter().filter_map(|advice| advice.evidence.as_ref()));
        evidences.into_iter().all(|evidence| evidence.source.index() < law.sources.len())
            && (law.claims.iter()).all(|claim| {
                claim.rating.index() < law.ratings.len()
                    && claim.provisions.iter().all(|id| self.provision(*id))
            })
            && law.advice.iter().flat_map(|advice| &advice.when).all(|when| self.options(when.options))
            && law.revisions.iter().flat_map(|revision| &revision.provisions).all(|id| self.provision(*id))
    }

    fn options(&self, options: OptionSet) -> bool {
        options.iter().all(|option| self.option(option))
    }

    fn option(&self, id: OptionId) -> bool {
        id.index() < self.explainer.options.len()
    }

    fn question(&self, id: QuestionId) -> bool {
        id.index() < self.explainer.questions.len()
    }

    fn provision(&self, id: ProvisionId) -> bool {
        id.index() < self.explainer.provisions.len()
    }

    fn text(&self, id: TextId) -> bool {
        id.index() < self.wording.texts.len()
    }
}
