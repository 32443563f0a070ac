//! The page of results.

use super::bars::Line;
use super::measure::{Failure, output, world};
use super::po;

/// The head of the page: on what machine and with which programs it was measured.
pub(super) fn head(rounds: usize) -> Result<String, Failure> {
    let cores = std::thread::available_parallelism()?;
    let memory = proc_value("/proc/meminfo", "MemTotal")
        .and_then(|text| text.trim_end_matches(" kB").parse::<f64>().ok())
        .map_or_else(String::new, |kilobytes| {
            format!(", {:.0} GiB of memory", kilobytes / 1024.0 / 1024.0)
        });
    let processor =
        proc_value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let version = |program: &str, flag: &str| {
        let said = output(world(program).arg(flag)).unwrap_or_default();
        said.lines().next().unwrap_or_default().to_owned()
    };
    let mut versions = vec![
        output(po().arg("--version"))?.trim().to_owned(),
        version("git", "--version"),
    ];
    for (program, flag) in [("sqlite3", "--version"), ("fossil", "version")] {
        let said = version(program, flag);
        if !said.is_empty() {
            let words: Vec<&str> = said
                .split(' ')
                .filter(|word| word.contains('.'))
                .take(1)
                .collect();
            versions.push(format!("{program} {}", words.join(" ")));
        }
    }
    let day = output(world("date").arg("+%Y-%m-%d"))?;
    Ok(format!(
        "# Results\n\nWritten by `cargo bench` (see `benches/bars`). Whole processes, warm, in milliseconds: the median of {rounds} \
         rounds, in each of which every program runs once, in turns. (×n) is how often as long `po` takes: the median of the \
         ratios within a round. The archives are invented.\n\n- {} on {cores} cores ({processor}){memory}, {}\n- {}\n",
        std::env::consts::OS,
        day.trim(),
        versions.join(", "),
    ))
}

/// The load of the last minute.
pub(super) fn load() -> Result<String, Failure> {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    Ok(text.split(' ').next().unwrap_or_default().to_owned())
}

/// The table of one archive or group.
pub(super) fn table(
    title: &str,
    lines: &[Line],
    missing: &[String],
    load: &(String, String),
) -> String {
    let mut text = format!(
        "\n## {title} (load {} to {})\n\n| work | bar | po | beside | |\n| --- | --- | ---: | --- | --- |\n",
        load.0, load.1,
    );
    for line in lines {
        let met = match line.met {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        text.push_str(&format!(
            "| {} | {} | {} | {} | {met} |\n",
            line.work, line.bar, line.own, line.beside
        ));
    }
    for line in missing {
        text.push_str(&format!("\n{line}\n"));
    }
    text
}

/// A value of a file of `name: value` lines.
fn proc_value(file: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':')
        .map(|(_, value)| value.trim().to_owned())
}
