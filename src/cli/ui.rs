//! All output and every question: data to stdout, talk to stderr, nothing anywhere else.

use std::io::{self, BufRead, Write};

use crate::locale::Language;
use crate::text::clean::{clean, one_line};

use super::error::CliError;

/// The streams of the process and what they are connected to.
pub struct Streams<'io> {
    /// Data.
    pub out: Box<dyn Write + 'io>,
    /// Talk.
    pub err: Box<dyn Write + 'io>,
    /// Answers.
    pub input: Box<dyn BufRead + 'io>,
    /// Whether stdout is a terminal.
    pub out_is_terminal: bool,
    /// Whether questions can be asked: stdin and stderr are a terminal.
    pub can_ask: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

/// What a command talks through.
pub struct Ui<'io> {
    streams: Streams<'io>,
    /// The language of the conversation.
    pub language: Language,
    /// Whether stdout is coloured.
    pub color: bool,
    /// Whether to keep to warnings and errors.
    pub quiet: bool,
    /// Whether questions are answered with their defaults.
    pub yes: bool,
    /// Whether tables are laid out wherever stdout goes, since they were asked for by name.
    pub tables: bool,
}

impl<'io> Ui<'io> {
    /// A conversation over `streams`.
    pub fn new(streams: Streams<'io>, language: Language) -> Self {
        Self {
            streams,
            language,
            color: false,
            quiet: false,
            yes: false,
            tables: false,
        }
    }

    /// Whether stdout is a terminal.
    pub fn on_terminal(&self) -> bool {
        self.streams.out_is_terminal
    }

    /// Whether lists are laid out for people: on a terminal, and where a table was asked for by name.
    pub fn lays_out(&self) -> bool {
        self.streams.out_is_terminal || self.tables
    }

    /// The width to lay out for.
    pub fn width(&self) -> usize {
        self.streams.width
    }

    /// Whether a person can be asked.
    pub fn can_ask(&self) -> bool {
        self.streams.can_ask && !self.yes
    }

    /// Whether a person is at the terminal on both ends, so that a program may fill the screen.
    pub fn is_attended(&self) -> bool {
        self.streams.out_is_terminal && self.streams.can_ask
    }

    /// Whether a person watches what is said on stderr, so that another program may say it there.
    pub fn is_watched(&self) -> bool {
        self.streams.can_ask && !self.quiet
    }

    /// Writes data to stdout, cleaned where it goes to a terminal. Colour codes pass only through
    /// [`Ui::styled`].
    pub fn data(&mut self, text: &str) -> io::Result<()> {
        if self.streams.out_is_terminal {
            self.streams.out.write_all(clean(text).as_bytes())
        } else {
            self.streams.out.write_all(text.as_bytes())
        }
    }

    /// Writes data whose record texts are clean already and which may carry colour codes.
    pub fn styled(&mut self, text: &str) -> io::Result<()> {
        self.streams.out.write_all(text.as_bytes())
    }

    /// Says what was done, unless the user wants quiet.
    pub fn status(&mut self, text: &str) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        self.talk(&clean(text))
    }

    /// Says what should be looked at.
    pub fn warning(&mut self, text: &str) -> io::Result<()> {
        let word = self.language.pick("warning:", "注意：");
        let gap = self.language.pick(" ", "");
        self.talk(&format!("{word}{gap}{}", clean(text)))
    }

    /// Writes talk as it is: a rendered diagnostic, a list. Data that came before it is handed out
    /// first, so that a person reads both in order.
    pub fn talk(&mut self, text: &str) -> io::Result<()> {
        self.streams.out.flush()?;
        writeln!(self.streams.err, "{text}")
    }

    /// Hands out everything that is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        self.streams.out.flush()?;
        self.streams.err.flush()
    }

    /// Shows on a terminal that work goes on, until the answer is dropped.
    pub(super) fn progress(&self, text: &str) -> Progress {
        if !self.streams.can_ask || self.quiet {
            return Progress(None);
        }
        let spinner = indicatif::ProgressBar::new_spinner().with_message(text.to_owned());
        spinner.enable_steady_tick(std::time::Duration::from_millis(200));
        Progress(Some(spinner))
    }

    /// All that another program says on standard input, at most so many bytes of it.
    pub(super) fn input(&mut self, most: u64) -> io::Result<String> {
        use std::io::Read;
        let mut text = String::new();
        let mut input = (&mut self.streams.input).take(most);
        input.read_to_string(&mut text)?;
        Ok(text)
    }

    /// Asks for a value; an empty answer takes the default. `None` when there is no more input.
    pub fn ask(&mut self, question: &str, default: Option<&str>) -> io::Result<Option<String>> {
        let shown = default
            .map(|value| format!(" [{value}]"))
            .unwrap_or_default();
        let colon = self.language.pick(": ", "：");
        write!(self.streams.err, "{question}{shown}{colon}")?;
        self.streams.err.flush()?;
        let mut line = String::new();
        if self.streams.input.read_line(&mut line)? == 0 {
            // Nobody ended the line of the question.
            writeln!(self.streams.err)?;
            return Ok(None);
        }
        let answer = one_line(&line);
        Ok(Some(if answer.is_empty() {
            default.unwrap_or_default().to_owned()
        } else {
            answer
        }))
    }

    /// Asks yes or no; `--yes` answers yes, and so does a conversation without a person.
    pub fn confirm(&mut self, question: &str) -> Result<bool, CliError> {
        if !self.can_ask() {
            return Ok(true);
        }
        let answer = self.ask(&format!("{question} (y/n)"), Some("y"))?;
        Ok(matches!(answer.as_deref(), Some("y" | "Y" | "yes" | "是")))
    }
}

/// A sign that work goes on; it vanishes when dropped.
pub(super) struct Progress(Option<indicatif::ProgressBar>);

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(spinner) = &self.0 {
            spinner.finish_and_clear();
        }
    }
}
