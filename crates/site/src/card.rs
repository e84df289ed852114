//! The preview card of an outcome: a picture of 1200 × 630 pixels, the same bytes every time.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    fs, io, iter,
    path::Path,
    sync::{Arc, OnceLock},
};

use ban_explainer::{head::CARD_SIZE, sentences};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{self, fontdb},
};
use rules::{Grade, Law, Outcome, RowOutcome, RowStatus};
use skrifa::{FontRef, MetadataProvider, instance::LocationRef, instance::Size};

use crate::hash::Hash;

const WIDTH: u32 = CARD_SIZE[0];
const HEIGHT: u32 = CARD_SIZE[1];
/// White paper at the left and at the right.
const MARGIN: f32 = 64.0;
/// How wide a line may be.
const LINE: f32 = 1072.0;
/// The largest and the smallest type of the verdict: the smallest can still be read at 300 pixels.
const VERDICT_LARGE: u8 = 72;
const VERDICT_SMALL: u8 = 48;
/// The largest and the smallest type of the short answer.
const LARGE: u8 = 36;
const SMALL: u8 = 28;
const MOST_LINES: usize = 5;
/// How many rows of the table under the verdict a card shows.
const MOST_ROWS: usize = 4;

const INK: &str = "#1b1d21";
const SOFT: &str = "#565c67";
const RULE: &str = "#dcdfe4";
const ACCENT: &str = "#0a4f9e";
const BINDS: &str = "#a3151f";
const AFFECTS: &str = "#7a4b00";
const OPEN: &str = "#5b3a99";
const APART: &str = "#1e6338";

/// Grows when the same drawing becomes another picture, so that no kept card is taken for a new one.
const PICTURE: u32 = 3;

/// The card, from a folder that keeps cards by their content; made and kept where it is not there.
///
/// # Errors
///
/// When the folder cannot be written.
pub fn cached(law: &Law, outcome: &Outcome, folder: &Path) -> io::Result<Vec<u8>> {
    let drawing = drawing(law, outcome);
    // The second part of the name changes with the way a drawing becomes a picture.
    let kept = folder.join(format!("{}-{PICTURE}.png", Hash::of(drawing.as_bytes()).name()));
    if let Ok(card) = fs::read(&kept) {
        return Ok(card);
    }
    let card = png(&render(&drawing));
    fs::create_dir_all(folder)?;
    fs::write(kept, &card)?;
    Ok(card)
}

/// The card as a PNG with a palette.
#[must_use]
pub fn card(law: &Law, outcome: &Outcome) -> Vec<u8> {
    png(&render(&drawing(law, outcome)))
}

/// The letters of a text that a typeface of the card has no shape for: a language with such letters needs other fonts.
#[must_use]
pub fn letters_without_shape(text: &str) -> Vec<char> {
    let lacks = |letter: char| {
        Face::ALL
            .iter()
            .any(|face| FontRef::new(face.bytes()).is_ok_and(|font| font.charmap().map(letter).is_none()))
    };
    text.chars().filter(|letter| lacks(*letter)).collect()
}

/// A typeface of the card, carried by the tool: a card looks the same wherever it is made.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Face {
    Serif,
    Sans,
    Strong,
}

impl Face {
    const ALL: [Self; 3] = [Self::Serif, Self::Sans, Self::Strong];

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../fonts/Caladea-Regular.ttf"),
            Self::Sans => include_bytes!("../fonts/Inter-Regular.otf"),
            Self::Strong => include_bytes!("../fonts/Inter-SemiBold.otf"),
        }
    }

    fn attributes(self) -> &'static str {
        match self {
            Self::Serif => r#"font-family="Caladea""#,
            Self::Sans => r#"font-family="Inter""#,
            Self::Strong => r#"font-family="Inter" font-weight="600""#,
        }
    }

    /// How wide a text is, kerning aside.
    fn width(self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.advance(letter, size)).sum()
    }

    /// How wide a letter is. The same ones are asked for again and again, and looked up in the font once.
    fn advance(self, letter: char, size: f32) -> f32 {
        thread_local! {
            static ADVANCES: RefCell<HashMap<(Face, char, u32), f32>> = RefCell::default();
        }
        let look_up = || {
            let font = FontRef::new(self.bytes()).ok()?;
            let glyph = font.charmap().map(letter)?;
            font.glyph_metrics(Size::new(size), LocationRef::default()).advance_width(glyph)
        };
        ADVANCES.with_borrow_mut(|advances| {
            *advances.entry((self, letter, size.to_bits())).or_insert_with(|| look_up().unwrap_or(size))
        })
    }

    /// The text in lines that fit; a word longer than a line is broken.
    fn wrap(self, text: &str, size: f32, line: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        let space = self.width(" ", size);
        let mut used = 0.0;
        let mut push = |piece: &str, width: f32, glue: bool| {
            let current =
                lines.last_mut().filter(|current| current.is_empty() || glue && used + space + width <= line);
            match current {
                Some(current) if current.is_empty() => {
                    current.push_str(piece);
                    used = width;
                }
                Some(current) => {
                    current.push(' ');
                    current.push_str(piece);
                    used += space + width;
                }
                None => {
                    lines.push(piece.to_owned());
                    used = width;
                }
            }
        };
        // A no-break space does not break.
        let breaks = |letter: char| letter.is_whitespace() && letter != '\u{a0}';
        for word in text.split(breaks).filter(|word| !word.is_empty()) {
            let width = self.width(word, size);
            if width <= line {
                push(word, width, true);
                continue;
            }
            let mut piece = String::new();
            let mut piece_width = 0.0;
            for letter in word.chars() {
                let width = self.width(letter.encode_utf8(&mut [0; 4]), size);
                if piece_width + width > line && !piece.is_empty() {
                    push(&piece, piece_width, false);
                    piece.clear();
                    piece_width = 0.0;
                }
                piece.push(letter);
                piece_width += width;
            }
            push(&piece, piece_width, false);
        }
        lines
    }

    /// The text on these many lines; what does not fit gives way to “…”.
    fn wrap_within(self, text: &str, size: f32, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, size, LINE);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while !last.is_empty() && self.width(&format!("{last} …"), size) > LINE {
                    // A whole word, or a letter of a word that fills the line.
                    let cut = last.rfind(' ').or_else(|| last.char_indices().last().map(|(at, _)| at));
                    last.truncate(cut.unwrap_or(0));
                }
                last.push_str(" …");
            }
        }
        lines
    }
}

/// The fonts of the card and no other, read once.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = fontdb::Database::new();
        for face in Face::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

/// The card as SVG.
fn drawing(law: &Law, outcome: &Outcome) -> String {
    let interface = &law.wording.interface;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><rect width="{WIDTH}" height="12" fill="{ACCENT}"/>"#
    );
    text(&mut svg, Face::Strong, 26.0, ACCENT, MARGIN, 72.0, interface.kicker());
    let title = Face::Strong.wrap_within(&law.wording.title, 40.0, 1);
    text(&mut svg, Face::Strong, 40.0, INK, MARGIN, 122.0, title.first().map_or("", String::as_str));
    bar(&mut svg, 148.0, 4.0, INK);

    let mut y = 196.0;
    for line in Face::Sans.wrap_within(&sentences::who(law, &outcome.answers), 26.0, 2) {
        text(&mut svg, Face::Sans, 26.0, SOFT, MARGIN, y, &line);
        y += 34.0;
    }
    let bottom = foot(&mut svg, law, outcome);

    // The verdict, as large as three lines of it may be; then as much of the short answer as fits.
    let verdict = sentences::headline(law, outcome).unwrap_or_default();
    let large = (VERDICT_SMALL..=VERDICT_LARGE).rev().step_by(2).map(f32::from);
    let fitting =
        large.map(|size| (size, Face::Serif.wrap(verdict, size, LINE))).find(|(_, lines)| lines.len() <= 3);
    let (size, lines) = fitting.unwrap_or_else(|| {
        let size = f32::from(VERDICT_SMALL);
        (size, Face::Serif.wrap_within(verdict, size, 3))
    });
    y += size * 0.62;
    for line in lines {
        text(&mut svg, Face::Serif, size, INK, MARGIN, y, &line);
        y += leading(size);
    }
    let top = y - size * 0.62;
    let texts = sentences::short_answers(law, outcome);
    let (size, lines) = answer(&texts, bottom - top);
    let mut y = top + leading(size) * 0.82;
    for line in lines {
        text(&mut svg, Face::Sans, size, INK, MARGIN, y, &line);
        y += leading(size);
    }
    svg.push_str("</svg>");
    svg
}

fn leading(size: f32) -> f32 {
    size * 1.22
}

/// The answer in the largest type that fits: whole, or whole sentences of it, or what fits of the first.
fn answer(texts: &[&str], height: f32) -> (f32, Vec<String>) {
    let sentences: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .flat_map(|(of, text)| split_sentences(text).map(move |found| (of, found)))
        .collect();
    for kept in (1..=sentences.len()).rev() {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut last = None;
        for (of, sentence) in &sentences[..kept] {
            match paragraphs.last_mut() {
                Some(paragraph) if last == Some(*of) => {
                    paragraph.push(' ');
                    paragraph.push_str(sentence);
                }
                _ => paragraphs.push((*sentence).to_owned()),
            }
            last = Some(*of);
        }
        if let Some(paragraph) = paragraphs.last_mut().filter(|_| kept < sentences.len()) {
            paragraph.push_str(" …");
        }
        for size in (SMALL..=LARGE).rev().step_by(2).map(f32::from) {
            let lines: Vec<String> =
                paragraphs.iter().flat_map(|paragraph| Face::Sans.wrap(paragraph, size, LINE)).collect();
            if lines.len() <= lines_within(size, height) {
                return (size, lines);
            }
        }
    }
    let size = f32::from(SMALL);
    let first = texts.first().copied().unwrap_or_default();
    (size, Face::Sans.wrap_within(first, size, lines_within(size, height)))
}

/// How many lines of this size fit.
fn lines_within(size: f32, height: f32) -> usize {
    let mut lines = 1;
    let mut used = leading(size) * 2.0;
    while lines < MOST_LINES && used <= height {
        lines += 1;
        used += leading(size);
    }
    lines
}

/// The sentences of a text: each ends with its mark, before a space and a capital, and not after an initial.
fn split_sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = |(at, _): &(usize, &str)| {
            let before = rest[..*at].trim_end_matches(['”', '’', '»', ')']);
            let word = before.rsplit([' ', '.']).find(|part| !part.is_empty()).unwrap_or_default();
            before.ends_with(['.', '?', '!'])
                && word.chars().count() > 1
                && rest[*at + 1..].starts_with(|next: char| {
                    (next.is_alphabetic() && !next.is_lowercase()) || "“¿¡«".contains(next)
                })
        };
        let end = rest.match_indices(' ').find(ends).map_or(rest.len(), |(at, _)| at);
        let (sentence, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(sentence)
    })
}

/// Rows of the table with their marks, and the day last checked, at the foot; where the answer has to end.
fn foot(svg: &mut String, law: &Law, outcome: &Outcome) -> f32 {
    const SIZE: f32 = 26.0;
    const ROW: f32 = 42.0;
    const MARK: f32 = 34.0;
    let column = (LINE - 32.0) / 2.0;
    let rows = rows(law, outcome);
    let last = 594.0;
    let checked = sentences::checked(law, outcome);
    let checked = Face::Sans.wrap_within(&checked, 24.0, 1);
    text(svg, Face::Sans, 24.0, SOFT, MARGIN, last, checked.first().map_or("", String::as_str));
    let lines = rows.chunks(2);
    let mut y = last - ROW;
    for row in lines.rev() {
        for ((mark, label, said), x) in row.iter().zip([0.0, column + 32.0]) {
            let x = MARGIN + x;
            mark.draw(svg, x, y - 20.0);
            let width = column - MARK;
            let said_width = Face::Strong.width(said, SIZE);
            // What does not fit beside its status gives way to it.
            let label = Face::Sans.wrap(label, SIZE, (width - said_width - 10.0).max(1.0));
            let label = if let [label] = label.as_slice() { format!("{label} ") } else { String::new() };
            text(svg, Face::Sans, SIZE, INK, x + MARK, y, &label);
            let said = Face::Strong.wrap(said, SIZE, width);
            let x = x + MARK + Face::Sans.width(&label, SIZE);
            text(svg, Face::Strong, SIZE, mark.colour(), x, y, said.first().map_or("", String::as_str));
        }
        y -= ROW;
    }
    let rule = y - 4.0;
    bar(svg, rule, 2.0, RULE);
    rule - 22.0
}

/// The rows that weigh most, those of chosen options first: a mark, what a reader may want to do, how it stands.
fn rows(law: &Law, outcome: &Outcome) -> Vec<(Mark, String, String)> {
    let mut rows: Vec<&RowOutcome> = outcome.rows.iter().collect();
    rows.sort_by_key(|row| {
        let chosen = row.option.is_some_and(|option| outcome.answers.chosen().contains(option));
        (!chosen, row.status.gravity(&law.explainer))
    });
    rows.truncate(MOST_ROWS);
    // In the order of the table.
    rows.sort_by_key(|row| row.row);
    let row = |row: &RowOutcome| {
        let mark = Mark::of(row.status, law);
        (mark, law.row(row.row).1.label.clone(), sentences::row_status(law, row))
    };
    rows.into_iter().map(row).collect()
}

/// A status as the page marks it: a shape and a colour.
#[derive(Clone, Copy)]
enum Mark {
    Binds,
    Affects,
    Depends,
    Unclear,
    Exempt,
    Coming,
    Free,
}

impl Mark {
    fn of(status: RowStatus, law: &Law) -> Self {
        match (status, status.grade(&law.explainer)) {
            (RowStatus::Binds(_), Grade::No) => Self::Binds,
            (RowStatus::Affects(_), Grade::Mid) => Self::Affects,
            (RowStatus::Unclear, _) => Self::Unclear,
            (RowStatus::Depends, _) => Self::Depends,
            (RowStatus::Starts(_), _) => Self::Coming,
            (RowStatus::NotCovered, _) => Self::Exempt,
            _ => Self::Free,
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Self::Binds => BINDS,
            Self::Affects => AFFECTS,
            Self::Depends | Self::Unclear => OPEN,
            Self::Exempt => APART,
            Self::Coming => ACCENT,
            Self::Free => SOFT,
        }
    }

    /// 22 pixels wide and high.
    fn draw(self, svg: &mut String, x: f32, y: f32) {
        let colour = self.colour();
        let square = r#"<path d="M1.5 1.5h19v19h-19z"/>"#;
        let shape = match self {
            Self::Binds => r#"<path d="M0 0h22v22h-22z" fill="currentColor" stroke="none"/>"#.to_owned(),
            Self::Affects => format!(r#"{square}<path d="M0 22V0h22z" fill="currentColor" stroke="none"/>"#),
            Self::Depends => {
                r#"<path d="M1.5 1.5h19v19h-19z" stroke-dasharray="6.3 3.2" stroke-dashoffset="3.15"/>"#.to_owned()
            }
            Self::Unclear => r#"<path d="M11 0.5 21.5 11 11 21.5 0.5 11z"/>"#.to_owned(),
            Self::Exempt => {
                r#"<circle cx="11" cy="11" r="9.5"/><circle cx="11" cy="11" r="4" fill="currentColor" stroke="none"/>"#
                    .to_owned()
            }
            Self::Free => r#"<circle cx="11" cy="11" r="9.5"/>"#.to_owned(),
            Self::Coming => {
                r#"<circle cx="11" cy="11" r="9.5" stroke-linecap="round" stroke-dasharray="0.01 5.96"/>"#.to_owned()
            }
        };
        let _ = write!(
            svg,
            r#"<g transform="translate({x} {y})" color="{colour}" stroke="currentColor" stroke-width="3" fill="none">{shape}</g>"#
        );
    }
}

fn bar(svg: &mut String, y: f32, height: f32, colour: &str) {
    let _ = write!(svg, r#"<rect x="{MARGIN}" y="{y}" width="{LINE}" height="{height}" fill="{colour}"/>"#);
}

fn text(svg: &mut String, face: Face, size: f32, colour: &str, x: f32, y: f32, words: &str) {
    let attributes = face.attributes();
    let _ = write!(svg, r#"<text {attributes} font-size="{size}" fill="{colour}" x="{x}" y="{y}">"#);
    for letter in words.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            letter => svg.push(letter),
        }
    }
    svg.push_str("</text>");
}

/// The pixels, in rows from the top, on white paper; a drawing that cannot be read leaves it blank.
fn render(svg: &str) -> Vec<[u8; 3]> {
    let options = usvg::Options { fontdb: fonts(), ..usvg::Options::default() };
    let Some(mut pixels) = Pixmap::new(WIDTH, HEIGHT) else { return Vec::new() };
    pixels.fill(Color::WHITE);
    if let Ok(tree) = usvg::Tree::from_str(svg, &options) {
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    }
    pixels.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
}

/// The colours that differ in their first bits are kept apart; the commonest of each kind stands for it.
fn kind([red, green, blue]: [u8; 3]) -> [u8; 3] {
    [red >> 6, green >> 6, blue >> 6]
}

/// How many colours a card has: as many as half a byte names. Two shades between ink and paper are enough at the
/// size of a card, and spare a third of its bytes.
const MOST_COLOURS: usize = 16;

fn png(pixels: &[[u8; 3]]) -> Vec<u8> {
    let mut seen: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    // Runs of one colour are long: a look into the map per run, not per pixel.
    let runs = || pixels.chunk_by(|one, other| one == other);
    for run in runs() {
        *seen.entry(run[0]).or_default() += u32::try_from(run.len()).unwrap_or(u32::MAX);
    }
    let palette = palette(&seen);
    let place: BTreeMap<[u8; 3], u8> =
        seen.keys().map(|colour| (*colour, nearest(&palette, *colour))).collect();
    let indexed: Vec<u8> = runs().flat_map(|run| iter::repeat_n(place[&run[0]], run.len())).collect();
    // The width is even, so no pair spans two rows.
    let packed: Vec<u8> = indexed.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect();

    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&packed))
        .expect("a vector takes every byte, and the rows are as many as the header says");
    bytes
}

/// The commonest colour of each kind, the commonest kinds first.
fn palette(seen: &BTreeMap<[u8; 3], u32>) -> Vec<[u8; 3]> {
    let mut kinds: BTreeMap<[u8; 3], (u32, u32, [u8; 3])> = BTreeMap::new();
    for (colour, n) in seen {
        let (all, most, chosen) = kinds.entry(kind(*colour)).or_insert((0, 0, *colour));
        *all += n;
        if n > most {
            (*most, *chosen) = (*n, *colour);
        }
    }
    let mut ranked: Vec<(u32, [u8; 3])> = kinds.values().map(|(all, _, chosen)| (*all, *chosen)).collect();
    ranked.sort_by_key(|(all, colour)| (std::cmp::Reverse(*all), *colour));
    ranked.truncate(MOST_COLOURS);
    ranked.into_iter().map(|(_, colour)| colour).collect()
}

/// The place of the nearest colour of a palette.
fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> u32 {
        colour.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
    };
    let nearest = palette.iter().enumerate().min_by_key(|(_, other)| distance(other));
    nearest.and_then(|(place, _)| u8::try_from(place).ok()).unwrap_or_default()
}
