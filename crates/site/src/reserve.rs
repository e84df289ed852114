//! The room that a publisher's snippet keeps free before any script has run, as one line of CSS.
//!
//! A first height falls as its column widens. `padding-bottom` takes its percentages from the width of the column, so
//! `max(a, b - c%)` follows that fall in any column, and `em` follows the size of the host's text.

/// What the publisher's link adds by itself: a line of text, in CSS pixels.
const LINK: f64 = 24.0;

/// How many CSS pixels an `em` is at the size at which heights are measured.
const EM: f64 = 16.0;

/// The style that keeps at least these heights free at these widths; nothing where no heights are known.
///
/// Of all lines through two of the heights, the one that stays above the rest and keeps the least too much.
#[must_use]
pub fn style(widths: &[u32], heights: &[u32]) -> String {
    let points: Vec<(f64, f64)> = widths
        .iter()
        .zip(heights)
        .map(|(width, height)| (f64::from(*width), f64::from(*height) - LINK))
        .collect();
    let mut best: Option<(f64, String)> = None;
    for (_, floor) in &points {
        for (index, (left, high)) in points.iter().enumerate() {
            for (right, low) in &points[index + 1..] {
                let slope = (high - low) / (right - left);
                let fitted = Room::rounded(*floor, high + slope * left, slope);
                let too_much: f64 = points.iter().map(|(width, height)| fitted.at(*width) - height).sum();
                let holds = slope >= 0.0 && points.iter().all(|(width, height)| fitted.at(*width) >= *height);
                if holds && best.as_ref().is_none_or(|(least, _)| too_much < *least) {
                    best = Some((too_much, fitted.style()));
                }
            }
        }
    }
    best.map_or_else(String::new, |(_, style)| style)
}

/// `max(floor, start - slope)`, as it is written: in hundredths of an em, and in whole percents.
struct Room {
    floor: f64,
    start: f64,
    percent: f64,
}

impl Room {
    /// Rounded so that it never keeps less.
    fn rounded(floor: f64, start: f64, slope: f64) -> Self {
        let up = |pixels: f64| (pixels / EM * 10.0).ceil() / 10.0;
        Self { floor: up(floor), start: up(start), percent: (slope * 100.0).floor() }
    }

    /// What it keeps in a column of this width, in CSS pixels.
    fn at(&self, width: f64) -> f64 {
        (self.floor * EM).max(self.start * EM - width * self.percent / 100.0)
    }

    fn style(&self) -> String {
        let Self { floor, start, percent } = self;
        format!("display:block;padding-bottom:max({floor}em,{start}em - {percent}%)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: [u32; 6] = [280, 320, 375, 480, 640, 720];

    #[track_caller]
    fn check(heights: [u32; 6], style_of_them: &str, most_too_much: f64) {
        let style = style(&WIDTHS, &heights);
        assert_eq!(style, style_of_them);
        let numbers: Vec<f64> = style
            .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .filter_map(|number| number.parse().ok())
            .collect();
        let room = Room { floor: numbers[0], start: numbers[1], percent: numbers[2] };
        for (width, height) in WIDTHS.iter().zip(heights) {
            let too_much = room.at(f64::from(*width)) + LINK - f64::from(height);
            assert!(
                (0.0..=most_too_much).contains(&too_much),
                "at {width} px it keeps {too_much} px too much"
            );
        }
    }

    #[test]
    fn it_keeps_no_less_than_was_measured_and_little_more() {
        check([969, 934, 896, 800, 783, 743], "display:block;padding-bottom:max(47.5em,76em - 91%)", 45.0);
        check([447, 447, 426, 408, 319, 280], "display:block;padding-bottom:max(18.5em,31.4em - 24%)", 80.0);
        check([500; 6], "display:block;padding-bottom:max(29.8em,29.8em - 0%)", 1.0);
    }

    #[test]
    fn where_nothing_was_measured_it_keeps_nothing() {
        assert_eq!(style(&[], &[]), "");
    }
}
