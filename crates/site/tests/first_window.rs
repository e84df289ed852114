//! One round trip: the part of a page up to the last row of its answer, with the style that it needs, lies in the first
//! window that a server may send (14 KB), however it is compressed.

use std::io::Read;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

mod printing;

use printing::{Printing, law};

const GZIP: usize = 14_000;
const BROTLI: usize = 10_000;

/// How many bytes of a compressed page have to arrive until these many of its own can be read.
fn needed(compressed: &[u8], wanted: usize, decode: impl Fn(&[u8]) -> usize) -> usize {
    let (mut low, mut high) = (0, compressed.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if decode(&compressed[..middle]) >= wanted { high = middle } else { low = middle + 1 }
    }
    low
}

/// How many bytes can be read of what has arrived, up to where it breaks off.
fn readable(mut from: impl Read) -> usize {
    let (mut total, mut buffer) = (0, [0; 512]);
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        total += n;
    }
    total
}

#[test]
fn the_answer_of_every_page_lies_in_the_first_window() {
    // Where it is longest: in a folder.
    let site = Printing::of("first-window", &law(), "https://news.example/projects/kaspersky/", false);
    let mut n_pages = 0;
    let mut worst = [(0, ""), (0, "")];
    for path in site.ending("index.html") {
        let page = site.text(path);
        let Some(rows) = page.find("class=\"rows\"") else { continue };
        let end = rows + page[rows..].find("</tr></tbody>").expect("a table of rows ends");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        std::io::Write::write_all(&mut gzip, page.as_bytes()).expect("memory takes it");
        let gzip = gzip.finish().expect("memory takes it");
        // The best that a server can do while it serves; the copies beside the pages are smaller still.
        let parameters = BrotliEncoderParams { quality: 5, ..BrotliEncoderParams::default() };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut page.as_bytes(), &mut brotli, &parameters).expect("memory takes it");
        let needed = [
            needed(&gzip, end, |bytes| readable(flate2::read::GzDecoder::new(bytes))),
            needed(&brotli, end, |bytes| readable(brotli::Decompressor::new(bytes, 512))),
        ];
        for (worst, needed) in worst.iter_mut().zip(needed) {
            *worst = (*worst).max((needed, path));
        }
        n_pages += 1;
    }
    println!("{n_pages} pages; the most is gzip {:?}, brotli {:?}", worst[0], worst[1]);
    assert!(n_pages > 400, "only {n_pages} pages have rows");
    assert!(worst[0].0 <= GZIP, "gzip: {:?}", worst[0]);
    assert!(worst[1].0 <= BROTLI, "brotli: {:?}", worst[1]);
}
