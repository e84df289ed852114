//! `heights FILE [ENGINE…]`: measures the first height of every page of the built site in a frame, in every engine or
//! in those that are named, and writes the file.

use std::{env, fs, process::ExitCode};

use tests::{
    Browser, Engine, Server,
    heights::{self, Heights, LINE},
};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [file, engines @ ..] = words.as_slice() else {
        eprintln!("Name the file to write: heights static/heights.json");
        return ExitCode::from(2);
    };
    let pages = heights::pages();
    let site = heights::measurable(Server::of_dist());
    let mut tallest = Heights::default();
    for engine in Engine::ALL {
        if engines.is_empty() || engines.contains(&engine.to_string()) {
            let browser = Browser::in_engine(engine, "a publisher who reserves a place", &site);
            tallest.raise_to(&heights::measure(&browser, &pages));
        }
    }
    for height in tallest.0.values_mut().flatten() {
        *height += LINE;
    }
    if let Err(why) = fs::write(file, tallest.written()) {
        eprintln!("{file} could not be written ({why}); name a file that can.");
        return ExitCode::FAILURE;
    }
    println!("{file}: {} pages at {} widths", tallest.0.len(), heights::WIDTHS.len());
    ExitCode::SUCCESS
}
