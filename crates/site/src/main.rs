//! `site`: what is done to the law outside a browser. `site help` lists the commands.

use std::process::ExitCode;

mod commands;

fn main() -> ExitCode {
    commands::run(std::env::args_os())
}
