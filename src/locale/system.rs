//! What the operating system says when it refuses.

use std::io::ErrorKind;

use super::Language;

/// The codes of Unix for too many open files, in the process and in the system, which have no
/// [`ErrorKind`] of their own.
const TOO_MANY_OPEN: [i32; 2] = [24, 23];

/// Why the system refused, kept as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    kind: ErrorKind,
    code: Option<i32>,
    /// The system's own words.
    detail: String,
}

impl From<&std::io::Error> for SystemError {
    fn from(error: &std::io::Error) -> Self {
        Self {
            kind: error.kind(),
            code: error.raw_os_error(),
            detail: error.to_string(),
        }
    }
}

impl SystemError {
    /// Whether nobody reads at the other end any more.
    pub fn is_closed_pipe(&self) -> bool {
        self.kind == ErrorKind::BrokenPipe
    }

    /// The reason; in the system's own words only where there are none here.
    pub fn words(&self, language: Language) -> String {
        let (english, chinese) = match self.kind {
            ErrorKind::NotFound => ("there is no such file or folder", "沒有這個檔案或資料夾"),
            ErrorKind::PermissionDenied => ("permission is denied", "沒有權限"),
            ErrorKind::AlreadyExists => ("it exists already", "已經存在"),
            ErrorKind::StorageFull => ("no space is left on the disk", "磁碟空間不足"),
            ErrorKind::QuotaExceeded => ("the disk quota is used up", "磁碟配額已用完"),
            ErrorKind::FileTooLarge => ("the file is too large", "檔案過大"),
            ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "檔案系統為唯讀"),
            ErrorKind::IsADirectory => ("it is a folder", "那是資料夾"),
            ErrorKind::NotADirectory => {
                ("a part of the path is no folder", "路徑中有一段不是資料夾")
            }
            ErrorKind::DirectoryNotEmpty => ("the folder is not empty", "資料夾不是空的"),
            ErrorKind::InvalidFilename => {
                ("the name is too long or not UTF-8", "檔名過長或不是 UTF-8")
            }
            ErrorKind::ResourceBusy => ("another program is using it", "其他程式正在使用"),
            ErrorKind::Interrupted => ("the work was interrupted", "作業遭中斷"),
            ErrorKind::TimedOut => ("it took too long", "等候逾時"),
            ErrorKind::BrokenPipe => ("the reader went away", "接收端已關閉"),
            ErrorKind::UnexpectedEof => ("the file ended early", "檔案提早結束"),
            ErrorKind::OutOfMemory => ("there is not enough memory", "記憶體不足"),
            ErrorKind::Unsupported => ("the system cannot do that", "系統不支援此作業"),
            _ if self.code.is_some_and(|code| TOO_MANY_OPEN.contains(&code)) => {
                ("too many files are open", "開啟的檔案過多")
            }
            _ => {
                return match language {
                    Language::En => self.detail.clone(),
                    Language::ZhTw => format!("系統訊息「{}」", self.detail),
                };
            }
        };
        language.pick(english, chinese).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::*;

    fn chinese(error: &Error) -> String {
        SystemError::from(error).words(Language::ZhTw)
    }

    #[cfg(unix)]
    #[test]
    fn what_often_happens_is_said_in_the_language_of_the_user() {
        // No such file, interrupted, permission, exists, not a folder, a folder, both kinds of too
        // many open files, disk full, read-only.
        for code in [2, 4, 13, 17, 20, 21, 23, 24, 28, 30] {
            let words = chinese(&Error::from_raw_os_error(code));
            let latin = words
                .chars()
                .any(|character| character.is_ascii_alphabetic());
            assert!(!latin, "{code}: {words}");
        }
    }

    #[test]
    fn what_has_no_words_here_keeps_those_of_the_system() {
        let rare = Error::other("the moon is in the way");
        assert_eq!(chinese(&rare), "系統訊息「the moon is in the way」");
    }
}
