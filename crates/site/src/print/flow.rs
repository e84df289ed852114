//! The flow of questions and of the decision as one picture, drawn from the law.
//!
//! It is narrow and tall, so that its words can be read on the smallest phone, and made of classes and attributes
//! alone, since the policy of the pages forbids styles inside them.

use std::{collections::BTreeMap, fmt::Write as _};

use rules::{Law, fill};

use super::markup::escape;

const WIDTH: usize = 360;
const LINE: usize = 17;
const PAD: usize = 9;
/// How wide a letter is, at most, on the average.
const LETTER: f32 = 7.1;

/// The picture, and the same in words for whoever cannot see it.
pub(super) fn picture(law: &Law, words: &BTreeMap<String, String>) -> String {
    let explainer = &law.explainer;
    let wording = &law.wording;
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    let mut canvas = Canvas { svg: String::new(), said: Vec::new(), y: 2 };

    let lead = &explainer.questions[0];
    canvas.wide("ask", &wording.questions[0].ask);
    let roles: Vec<u8> = lead.options.iter().collect();
    let columns: Vec<Vec<String>> = roles
        .iter()
        .map(|role| {
            let mut lines = vec![wording.options[usize::from(*role)].label.clone()];
            for (question, words) in explainer.questions.iter().zip(&wording.questions).skip(1) {
                let n_offered = explainer.offered(question, *role).len();
                if question.default.is_none() && n_offered > 0 {
                    lines.push(format!("{} ({n_offered})", words.ask));
                }
            }
            lines
        })
        .collect();
    canvas.columns(&columns);
    for (question, words) in explainer.questions.iter().zip(&wording.questions).skip(1) {
        if let Some(default) = question.default {
            let label = &wording.options[usize::from(default)].label;
            canvas.wide("usual", &format!("{} {label} ({})", words.ask, question.options.len()));
        }
    }
    canvas.wide("usual", &format!("{} {}", wording.interface.when_ask(), wording.interface.today()));
    let each_rule = fill(word("step_rules"), &[("n", &explainer.provisions.len().to_string())]);
    canvas.wide("ask", &each_rule);
    let interface = &wording.interface;
    for (class, condition, status) in [
        ("not", word("step_none"), interface.status_not_yours()),
        ("exempt", word("step_exception"), interface.status_exempt()),
        ("unclear", word("step_unclear"), interface.status_unclear()),
        ("binds", word("step_binds"), interface.binds_heading()),
        ("affects", word("step_affects"), interface.affects_heading()),
        ("depends", word("step_open"), interface.status_depends()),
    ] {
        canvas.decision(class, condition, status);
    }
    let height = canvas.y + 2;
    format!(
        "<svg class=\"flow\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"flow-title flow-desc\">\
         <title id=\"flow-title\">{}</title><desc id=\"flow-desc\">{}</desc>{}</svg>",
        escape(word("flow")),
        escape(&canvas.said.join(" ")),
        canvas.svg
    )
}

struct Canvas {
    svg: String,
    /// What the picture says, box by box.
    said: Vec<String>,
    /// Where the next box begins.
    y: usize,
}

impl Canvas {
    /// A box over the whole width, with an arrow from what stands above.
    fn wide(&mut self, class: &str, text: &str) {
        if self.y > 2 {
            self.arrow(WIDTH / 2);
        }
        let lines = wrapped(text, WIDTH - 2 * PAD);
        self.block(class, 1, WIDTH - 2, &lines);
        self.y += lines.len() * LINE + 2 * PAD;
        self.say(text);
    }

    /// A box for each role beside the others: its name, then what it is asked.
    fn columns(&mut self, columns: &[Vec<String>]) {
        let (gap, n) = (8, columns.len().max(1));
        let width = (WIDTH - 2 - gap * (n - 1)) / n;
        let wrapped: Vec<Vec<Vec<String>>> = columns
            .iter()
            .map(|lines| lines.iter().map(|line| self::wrapped(line, width - 2 * PAD)).collect())
            .collect();
        let tallest =
            wrapped.iter().map(|texts| texts.iter().map(Vec::len).sum::<usize>() + texts.len()).max();
        let height = tallest.unwrap_or(1) * LINE - LINE / 2;
        for (index, texts) in wrapped.iter().enumerate() {
            let x = 1 + index * (width + gap);
            self.line(x + width / 2);
            let _ = write!(
                self.svg,
                "<rect class=\"box\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>",
                self.y + 14
            );
            let mut y = self.y + 14 + PAD + 11;
            for (n_text, lines) in texts.iter().enumerate() {
                for text in lines {
                    let class = if n_text == 0 { "strong" } else { "plain" };
                    let _ = write!(
                        self.svg,
                        "<text class=\"{class}\" x=\"{}\" y=\"{y}\">{}</text>",
                        x + PAD,
                        escape(text)
                    );
                    y += LINE;
                }
                y += LINE / 2;
            }
            self.say(&columns[index].join(": "));
        }
        self.y += 14 + height;
    }

    /// A condition, and the standing it leads to.
    fn decision(&mut self, class: &str, condition: &str, status: &str) {
        const LEFT: usize = 196;
        self.line(LEFT / 2);
        let lines = wrapped(condition, LEFT - 2 * PAD);
        let height = lines.len() * LINE + 2 * PAD;
        self.y += 14;
        self.block("box", 1, LEFT, &lines);
        let middle = self.y + height / 2;
        let to = LEFT + 26;
        let _ = write!(self.svg, "<path class=\"wire\" d=\"M{} {middle}H{to}m-6-5 6 5-6 5\"/>", LEFT + 1);
        let width = WIDTH - to - 3;
        let _ = write!(
            self.svg,
            "<rect class=\"chip {class}\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"30\" rx=\"15\"/>\
             <text class=\"strong {class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            to + 2,
            middle - 15,
            to + 2 + width / 2,
            middle + 5,
            escape(status)
        );
        self.y += height;
        self.say(&format!("{condition}: {status}"));
    }

    fn block(&mut self, class: &str, x: usize, width: usize, lines: &[String]) {
        let height = lines.len() * LINE + 2 * PAD;
        let _ = write!(
            self.svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>",
            self.y
        );
        for (index, text) in lines.iter().enumerate() {
            let y = self.y + PAD + 13 + index * LINE;
            let _ = write!(
                self.svg,
                "<text class=\"{class}\" x=\"{}\" y=\"{y}\">{}</text>",
                x + PAD,
                escape(text)
            );
        }
    }

    fn arrow(&mut self, x: usize) {
        let _ = write!(self.svg, "<path class=\"wire\" d=\"M{x} {}v14m-5-6 5 6 5-6\"/>", self.y + 1);
        self.y += 16;
    }

    fn line(&mut self, x: usize) {
        let _ = write!(self.svg, "<path class=\"wire\" d=\"M{x} {}v13\"/>", self.y);
    }

    fn say(&mut self, text: &str) {
        let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
        self.said.push(format!("{text}{end}"));
    }
}

/// A text in lines that fit a width.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width of some hundred units"
    )]
    let most = ((width as f32) / LETTER) as usize;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > most {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_text_is_broken_between_words() {
        assert_eq!(wrapped("one two three", 60), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", 10), ["unbreakable"]);
    }
}
