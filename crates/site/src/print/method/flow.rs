//! The flow of questions and of the decision as one picture, drawn from the law.
//!
//! It is narrow and tall, so that its words can be read on the smallest phone, and made of classes and attributes
//! alone, since the policy of the pages forbids styles inside them.

use std::collections::BTreeMap;

use rules::{Law, OptionId, QuestionId, fill};
use yew::prelude::*;

const WIDTH: usize = 360;
const LINE: usize = 17;
const PAD: usize = 9;
/// How wide a letter is, at most, on the average.
const LETTER: f32 = 7.1;

/// The picture, and the same in words for whoever cannot see it.
pub(super) fn picture(law: &Law, words: &BTreeMap<String, String>) -> Html {
    let explainer = &law.explainer;
    let wording = &law.wording;
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    let mut canvas = Canvas { drawn: Vec::new(), said: Vec::new(), y: 2 };

    canvas.wide("ask", &wording[QuestionId::ROLE].ask);
    let roles: Vec<OptionId> = explainer.roles().iter().collect();
    let columns: Vec<Vec<String>> = roles
        .iter()
        .map(|role| {
            let mut lines = vec![wording[*role].label.clone()];
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
            let label = &wording[default].label;
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
    html! {
        <svg class="flow" viewBox={format!("0 0 {WIDTH} {height}")} role="img" aria-labelledby="flow-title flow-desc">
            <title id="flow-title">{word("flow").to_owned()}</title>
            <desc id="flow-desc">{canvas.said.join(" ")}</desc>
            {for canvas.drawn}
        </svg>
    }
}

struct Canvas {
    drawn: Vec<Html>,
    /// What the picture says, box by box.
    said: Vec<String>,
    /// Where the next box begins.
    y: usize,
}

impl Canvas {
    /// A box over the whole width, with an arrow from what stands above.
    fn wide(&mut self, class: &'static str, text: &str) {
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
            self.rect("box", x, self.y + 14, width, height, 6);
            let mut y = self.y + 14 + PAD + 11;
            for (n_text, lines) in texts.iter().enumerate() {
                for text in lines {
                    let class = if n_text == 0 { "strong" } else { "plain" };
                    self.text(class, x + PAD, y, text);
                    y += LINE;
                }
                y += LINE / 2;
            }
            self.say(&columns[index].join(": "));
        }
        self.y += 14 + height;
    }

    /// A condition, and the standing it leads to.
    fn decision(&mut self, class: &'static str, condition: &str, status: &str) {
        const LEFT: usize = 196;
        self.line(LEFT / 2);
        let lines = wrapped(condition, LEFT - 2 * PAD);
        let height = lines.len() * LINE + 2 * PAD;
        self.y += 14;
        self.block("box", 1, LEFT, &lines);
        let middle = self.y + height / 2;
        let to = LEFT + 26;
        self.wire(format!("M{} {middle}H{to}m-6-5 6 5-6 5", LEFT + 1));
        let width = WIDTH - to - 3;
        // A status longer than its chip stands on more lines.
        let lines = wrapped(status, width - 2 * PAD);
        let tall = lines.len() * LINE + 13;
        let top = middle.saturating_sub(tall / 2);
        self.drawn.push(html! {
            <rect class={classes!("chip", class)} x={(to + 2).to_string()} y={top.to_string()}
                width={width.to_string()} height={tall.to_string()} rx="15"></rect>
        });
        for (index, line) in lines.into_iter().enumerate() {
            self.drawn.push(html! {
                <text class={classes!("strong", class)} x={(to + 2 + width / 2).to_string()}
                    y={(top + 20 + index * LINE).to_string()} text-anchor="middle">{line}</text>
            });
        }
        self.y += height;
        self.say(&format!("{condition}: {status}"));
    }

    fn block(&mut self, class: &'static str, x: usize, width: usize, lines: &[String]) {
        let height = lines.len() * LINE + 2 * PAD;
        self.rect(class, x, self.y, width, height, 6);
        for (index, text) in lines.iter().enumerate() {
            self.text(class, x + PAD, self.y + PAD + 13 + index * LINE, text);
        }
    }

    fn rect(&mut self, class: &'static str, x: usize, y: usize, width: usize, height: usize, corner: usize) {
        self.drawn.push(html! {
            <rect class={class} x={x.to_string()} y={y.to_string()} width={width.to_string()}
                height={height.to_string()} rx={corner.to_string()}></rect>
        });
    }

    fn text(&mut self, class: &'static str, x: usize, y: usize, text: &str) {
        self.drawn.push(html! {
            <text class={class} x={x.to_string()} y={y.to_string()}>{text.to_owned()}</text>
        });
    }

    fn wire(&mut self, path: String) {
        self.drawn.push(html! { <path class="wire" d={path}></path> });
    }

    fn arrow(&mut self, x: usize) {
        self.wire(format!("M{x} {}v14m-5-6 5 6 5-6", self.y + 1));
        self.y += 16;
    }

    fn line(&mut self, x: usize) {
        self.wire(format!("M{x} {}v13", self.y));
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
