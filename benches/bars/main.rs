//! Times `po` beside other programs, whole processes, in turns on the same machine, and writes what
//! it found to `benches/RESULTS.md`.
//!
//! `cargo bench -- 10000 100000` measures with archives of 10,000 and 100,000 cases (the default),
//! `cargo bench -- 1000 --rounds 3 --to /tmp/quick.md` is a quick look, `cargo bench -- many-hands` measures
//! that group alone. The archives are invented,
//! made once and kept under `target/bars`; the largest needs 2 GB and some minutes.
//! `apt-get install sqlite3 fossil strace time` brings the programs to compare with.

mod archive;
mod bars;
mod hands;
mod measure;
mod peers;
mod results;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use archive::Archive;
use bars::Setting;
use measure::{Failure, set_home, world};
use peers::Peers;

/// The program that is timed.
fn po() -> Command {
    world(env!("CARGO_BIN_EXE_po"))
}

/// The name of the group of [`hands`].
const MANY_HANDS: &str = "many-hands";

/// What is asked on the command line.
struct Asked {
    sizes: Vec<usize>,
    many_hands: bool,
    rounds: usize,
    results: PathBuf,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs this too, and times belong to no test.
    if !arguments.iter().any(|argument| argument == "--bench") {
        say("nothing is timed but by `cargo bench`");
        return ExitCode::SUCCESS;
    }
    match asked(&arguments).and_then(|asked| measure_all(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("{failure}"));
            ExitCode::FAILURE
        }
    }
}

fn asked(arguments: &[String]) -> Result<Asked, Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = Asked {
        sizes: Vec::new(),
        many_hands: false,
        rounds: 15,
        results: root.join("benches/RESULTS.md"),
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--bench" => {}
            "--rounds" => asked.rounds = value()?.parse()?,
            MANY_HANDS => asked.many_hands = true,
            "--to" => asked.results = value()?.into(),
            size => asked.sizes.push(
                size.parse()
                    .map_err(|_| format!("not a number of cases: {size}"))?,
            ),
        }
    }
    if asked.sizes.is_empty() && !asked.many_hands {
        asked.sizes = vec![10_000, 100_000];
        asked.many_hands = true;
    }
    if asked.rounds == 0 || asked.sizes.contains(&0) {
        return Err("sizes and rounds begin at 1".into());
    }
    Ok(asked)
}

fn measure_all(asked: &Asked) -> Result<(), Failure> {
    let program = Path::new(env!("CARGO_BIN_EXE_po"));
    let target = program
        .ancestors()
        .nth(2)
        .ok_or("the program lies in no target folder")?;
    let cache = target.join("bars");
    set_home(&cache.join("home"))?;
    let mut page = results::head(asked.rounds)?;
    for size in &asked.sizes {
        say(&format!(
            "{size} cases: making the archive, or finding it in {}",
            cache.display()
        ));
        let archive = Archive::of(&cache, *size)?;
        let peers = Peers::of(&archive, *size)?;
        archive.tree_to_write()?;
        // What making the archive left to be written out would be waited for by the first write.
        measure::run(&mut world("sync"))?;
        let setting = Setting {
            archive,
            peers,
            rounds: asked.rounds,
        };
        let before = results::load()?;
        let lines = setting.lines();
        let load = (before, results::load()?);
        let title = format!("{size} cases, {} meetings", size.div_ceil(2));
        let table = results::table(&title, &lines, &setting.peers.missing, &load);
        say(&table);
        page.push_str(&table);
        // Written after each size, so that an interrupted run leaves what it had.
        std::fs::write(&asked.results, &page)?;
    }
    if asked.many_hands {
        say("many hands");
        let before = results::load()?;
        let lines = hands::lines(&cache, asked.rounds)?;
        let table = results::table("Many hands", &lines, &[], &(before, results::load()?));
        say(&table);
        page.push_str(&table);
        std::fs::write(&asked.results, &page)?;
    }
    say(&format!("written to {}", asked.results.display()));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is a program of its own")]
fn say(text: &str) {
    println!("{text}");
}
