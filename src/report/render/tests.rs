//! The renderers side by side, on the invented data set and on hostile ones.

use crate::locale::Language;
use crate::report::quarterly::testing::report;

use super::*;

#[test]
fn show() {
    for (language, columns) in [
        (Language::ZhTw, 80),
        (Language::En, 80),
        (Language::ZhTw, 120),
    ] {
        println!(
            "{}",
            terminal::render(&report(language), language, columns, false)
        );
    }
    println!(
        "{}",
        markdown::render(&report(Language::ZhTw), Language::ZhTw)
    );
    println!("{}", csv::render(&report(Language::ZhTw), Language::ZhTw));
    println!("{}", json::render(&report(Language::ZhTw)));
}
