//! Names every fault of a law folder: `cargo run -p law-files --example check [FOLDER]`.
//! With `translated es [KEY…]` after the folder, stamps a translation as read.

use std::{env, fs, path::Path};

use law_files::{
    check,
    law::stamps::{Read, stamp},
};

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let folder = Path::new(args.first().map_or("law/us-kaspersky", String::as_str));
    if args.get(1).is_some_and(|arg| arg == "translated") {
        let read = if args.len() > 3 { Read::Keys(&args[3..]) } else { Read::All };
        match stamp(folder, &args[2], read) {
            Ok(stamped) => {
                fs::write(folder.join(&stamped.name), &stamped.text)
                    .expect("the law's folder can be written");
                println!(
                    "{} stamped, {} waiting: {}",
                    stamped.stamped.len(),
                    stamped.waiting.len(),
                    stamped.waiting.join(" ")
                );
            }
            Err(faults) => faults.iter().for_each(|fault| println!("{fault}")),
        }
        return;
    }
    let faults = check::check(folder);
    faults.iter().for_each(|fault| println!("{fault}"));
    println!("{} faults", faults.len());
}
