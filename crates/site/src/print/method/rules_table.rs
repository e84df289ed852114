//! The table of every rule: whom it reaches, on which days, and how sure we are.

use ban_explainer::sentences;
use rules::{Alternative, OptionSet, Provision, ReasonedAlternative, fill};
use yew::prelude::*;

use super::Method;

impl Method<'_> {
    pub(super) fn rules(&self) -> Html {
        let heads = ["rule", "reaches", "days", "read"];
        let provisions = self.law.explainer.provisions.iter().zip(&self.law.wording.provisions);
        let rows = provisions.enumerate().map(|(index, (provision, said))| {
            let sure = sentences::evidence(&self.law.wording.interface, provision).to_owned();
            html! {
                <tr id={provision.id.clone()}>
                    <th scope="row">
                        <b>{said.title.clone()}</b>{" "}
                        <small>{format!("{} · {}", provision.id, provision.authority)}</small>
                    </th>
                    {self.cell("reaches", self.reaches(provision))}
                    {self.cell("days", self.days(index))}
                    {self.cell("read", Html::from(sure))}
                </tr>
            }
        });
        html! {
            <>
                <p>{self.text("rules_lead")}</p>
                <table class="rule-table">
                    <thead>
                        <tr>{for heads.iter().map(|key| html! { <th scope="col">{self.text(key)}</th> })}</tr>
                    </thead>
                    <tbody>{for rows}</tbody>
                </table>
            </>
        }
    }

    fn cell(&self, key: &str, inside: Html) -> Html {
        html! { <td><span class="label">{self.text(key)}</span>{" "}{inside}</td> }
    }

    fn reaches(&self, provision: &Provision) -> Html {
        let exempt = self.exempt(provision);
        let groups = [
            ("binds", options(&provision.binds), exempt),
            ("affects", options(&provision.affects), exempt),
            ("unclear", reasoned(&provision.unsettled), exempt),
            ("exempt", reasoned(&provision.except), OptionSet::EMPTY),
        ];
        let items = groups.into_iter().flat_map(|(kind, alternatives, without)| {
            alternatives.into_iter().filter_map(move |alternative| {
                let condition = self.condition(alternative, without)?;
                Some(html! {
                    <li><b class={classes!("s", kind)}>{self.text(kind)}</b>{" "}{condition}</li>
                })
            })
        });
        html! { <ul class="reaches">{for items}</ul> }
    }

    /// The options that an exception takes out by themselves, whatever else is answered: exempt products.
    fn exempt(&self, provision: &Provision) -> OptionSet {
        let alone = |options: &OptionSet| {
            let named = self.law.explainer.questions.iter();
            named.filter(|question| question.options.meets(*options)).count() == 1
        };
        reasoned(&provision.except).into_iter().filter(alone).fold(OptionSet::EMPTY, OptionSet::union)
    }

    /// A condition by the labels of its options: “Resell it; In the United States or US person abroad”.
    ///
    /// `None` where nothing is left of it without the options that are exempt.
    fn condition(&self, alternative: OptionSet, without: OptionSet) -> Option<String> {
        let law = self.law;
        let interface = &law.wording.interface;
        let mut parts: Vec<String> = Vec::new();
        for question in &law.explainer.questions {
            if !question.options.meets(alternative) {
                continue;
            }
            let labels: Vec<String> = question
                .options
                .and(alternative)
                .without(without)
                .iter()
                .map(|option| law.option(option).1.label.clone())
                .collect();
            if labels.is_empty() {
                return None;
            }
            parts.push(sentences::list(interface, &labels, interface.list_or()));
        }
        Some(if parts.is_empty() { self.word("anyone").to_owned() } else { parts.join("; ") })
    }

    fn days(&self, index: usize) -> Html {
        let interface = &self.law.wording.interface;
        let provision = &self.law.explainer.provisions[index];
        let mut lines: Vec<String> = Vec::new();
        let later = provision.versions.iter().skip(1).map(Some).chain([None]);
        for (version, next) in provision.versions.iter().zip(later) {
            let from = self.day(version.from);
            let until = version.until.or_else(|| next.map(|next| next.from.previous()));
            // A suspension that runs to the end of a version ends it for the reader.
            let until = match version.suspended {
                Some(suspended) if until.is_some_and(|until| suspended.until >= until) => {
                    Some(suspended.from.previous())
                }
                _ => until,
            };
            lines.push(match (version.unsettled, until) {
                (Some(_), _) => fill(interface.unclear_since(), &[("day", &from)]),
                (None, Some(until)) => {
                    fill(self.word("until_day"), &[("from", &from), ("until", &self.day(until))])
                }
                (None, None) => fill(self.word("from_day"), &[("day", &from)]),
            });
            if let Some(suspended) = version.suspended {
                let days = [("from", &*self.day(suspended.from)), ("until", &*self.day(suspended.until))];
                lines.push(fill(self.word("suspended_days"), &days));
            }
            for due in &version.due {
                lines.push(fill(interface.due(), &[("day", &self.day(*due))]));
            }
        }
        html! { <ul>{for lines.into_iter().map(|line| html! { <li>{line}</li> })}</ul> }
    }
}

fn options(alternatives: &[Alternative]) -> Vec<OptionSet> {
    alternatives.iter().map(|alternative| alternative.options).collect()
}

fn reasoned(alternatives: &[ReasonedAlternative]) -> Vec<OptionSet> {
    alternatives.iter().map(|alternative| alternative.options).collect()
}
