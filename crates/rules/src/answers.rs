//! What the reader has said: the chosen options and the day.

use crate::{Assumption, Day, Explainer, OptionId, OptionSet, Question, QuestionId};

/// The chosen options and the day. A question may be unanswered; the role never is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answers {
    role: OptionId,
    chosen: OptionSet,
    /// The day asked about.
    pub on: Day,
}

impl Answers {
    /// A reader of this role on this day who has said nothing else; `None` when the option is not a role.
    #[must_use]
    pub fn new(explainer: &Explainer, role: OptionId, on: Day) -> Option<Self> {
        explainer.roles().contains(role).then_some(Self { role, chosen: OptionSet::of(role), on })
    }

    /// The role: an option of the first question.
    #[must_use]
    pub fn role(&self) -> OptionId {
        self.role
    }

    /// The options the reader chose, the role among them, defaults not.
    #[must_use]
    pub fn chosen(&self) -> OptionSet {
        self.chosen
    }

    /// The options that count as said: what was chosen, and the default of each question that was left alone.
    #[must_use]
    pub fn counted(&self, explainer: &Explainer) -> OptionSet {
        let mut counted = self.chosen;
        for question in &explainer.questions {
            if let Some(default) = question.default
                && !self.chosen.meets(question.options)
            {
                counted = counted.with(default);
            }
        }
        counted
    }

    /// The options that are assumed for the questions left open. What is assumed was not said.
    #[must_use]
    pub fn assumed(&self, explainer: &Explainer) -> OptionSet {
        let made = |assumption: &&Assumption| {
            assumption.roles.contains(self.role)
                && self.leaves_open(explainer, &explainer[assumption.question])
                && assumption.answered.iter().all(|id| self.chosen.meets(explainer[*id].options))
        };
        let assumptions = explainer.assumptions.iter().filter(made);
        let options = assumptions.flat_map(|assumption| assumption.options.iter());
        options.filter(|option| explainer.offers(self.role, *option)).collect()
    }

    /// The same answers with what is assumed chosen.
    #[must_use]
    pub fn with_assumed(&self, explainer: &Explainer) -> Self {
        Self { chosen: self.chosen.union(self.assumed(explainer)), ..*self }
    }

    /// Whether this question has no answer yet, though this role is offered one. An assumption is no answer.
    #[must_use]
    pub fn leaves_open(&self, explainer: &Explainer, question: &Question) -> bool {
        question.default.is_none()
            && !self.chosen.meets(question.options)
            && question.options.iter().any(|option| explainer.offers(self.role, option))
    }

    /// The same answers with this option chosen: beside the others where any number may be, instead of them where one.
    ///
    /// A role replaces the role and drops what it does not offer. A default is counted, never kept as chosen.
    /// An option that the role is not offered changes nothing.
    #[must_use]
    pub fn with(&self, explainer: &Explainer, option: OptionId) -> Self {
        let id = explainer.question_of(option);
        let question = &explainer[id];
        if id == QuestionId::ROLE {
            return self.with_role(explainer, option);
        }
        if !explainer.offers(self.role, option) {
            return *self;
        }
        let kept = if question.many { self.chosen } else { self.chosen.without(question.options) };
        let chosen = if question.default == Some(option) { kept } else { kept.with(option) };
        Self { chosen, ..*self }
    }

    /// The same answers without this option; a role stays.
    #[must_use]
    pub fn without(&self, option: OptionId) -> Self {
        if option == self.role {
            return *self;
        }
        Self { chosen: self.chosen.without(OptionSet::of(option)), ..*self }
    }

    /// The same answers with every option of this question taken back; the role stays.
    #[must_use]
    pub fn without_question(&self, question: &Question) -> Self {
        Self { chosen: self.chosen.without(question.options).with(self.role), ..*self }
    }

    /// The same answers on another day.
    #[must_use]
    pub fn on(&self, on: Day) -> Self {
        Self { on, ..*self }
    }

    fn with_role(&self, explainer: &Explainer, role: OptionId) -> Self {
        let others = self.chosen.without(explainer.roles());
        let kept = others.iter().filter(|option| explainer.offers(role, *option));
        Self { role, chosen: kept.chain([role]).collect(), ..*self }
    }
}
