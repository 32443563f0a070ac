//! A shared bare repository with the guard, and a clone of it at which invented officers work with keys
//! of their own. It is made once and copied for every test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::support::{Output, PROGRAM, World, files_below};

/// Ten in the morning of 2019-02-12, the day of every push.
const NOW: i64 = 1_549_936_800;

/// The officers: id, agency, post, from, until.
const OFFICERS: [(&str, &str, &str, &str); 4] = [
    ("health", "mohw", "po", ""),
    ("traffic", "motc", "po", ""),
    ("clerk", "ndc", "secretariat", ""),
    ("former", "mohw", "po", "until = 2019-01-31\n"),
];

/// Officers change the cases of their own agency; the secretariat does all that is left.
pub(crate) const POLICY: &str = "#:schema ../schemas/policy.schema.json\nsignatures = \"required\"\n\n[[grant]]\nk = \"a1b2\"\nmay = [\"change\"]\nroles = [\"po\"]\nown = true\n\n[[grant]]\nk = \"c3d4\"\nmay = [\"change\", \"release\", \"publish\", \"agencies\", \"people\", \"settings\", \"policy\"]\nroles = [\"secretariat\"]\nat = [\"ndc\"]\n";

/// A case of the health ministry, in the middle of its way.
pub(crate) const CASE: &str = "records/cases/2019/02/c201902-k7f2.toml";

/// A case of the ministry of transport.
pub(crate) const OTHER_CASE: &str = "records/cases/2019/02/c201902-aaaa.toml";

/// A published transcript, and one that is being edited (without its text: the store is public).
pub(crate) const TRANSCRIPT: &str = "records/transcripts/2019/01/t201901-aaaa.toml";

/// Whether signatures can be made here; a machine without is told of.
#[expect(clippy::print_stderr, reason = "a test that was left out is told of")]
pub(crate) fn can_sign() -> bool {
    let found = Command::new("ssh-keygen").arg("-?").output().is_ok();
    if !found {
        eprintln!("left out: there is no ssh-keygen here");
    }
    found
}

/// A file as it lies there: git wants hooks executable, ssh wants keys private.
struct Kept {
    path: PathBuf,
    bytes: Vec<u8>,
    permissions: std::fs::Permissions,
}

/// The working place.
pub(crate) struct Desk {
    pub(crate) world: World,
}

impl Desk {
    /// The shared repository with records of all officers, the policy, two cases and a transcript; the
    /// health ministry's officer sits here. `None` where nobody can sign.
    pub(crate) fn new() -> Option<Self> {
        static FILES: OnceLock<Option<Vec<Kept>>> = OnceLock::new();
        let made = || can_sign().then(|| Self::made().files());
        let files = FILES.get_or_init(made).as_ref()?;
        let world = World::empty();
        for file in files {
            let path = world.path().join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &file.bytes).unwrap();
            std::fs::set_permissions(&path, file.permissions.clone()).unwrap();
        }
        // What git leaves empty it still looks for.
        for folder in [
            "store/.git/refs/tags",
            "shared.git/refs/tags",
            "shared.git/objects/info",
        ] {
            std::fs::create_dir_all(world.path().join(folder)).unwrap();
        }
        let desk = Self { world };
        let shared = desk.shared().to_str().unwrap().to_owned();
        desk.world.git(&["remote", "set-url", "origin", &shared]);
        desk.sit("health");
        Some(desk)
    }

    /// Every file of the store, the shared repository and the keys.
    fn files(&self) -> Vec<Kept> {
        let mut paths = Vec::new();
        for part in ["store", "shared.git", "keys"] {
            files_below(&self.world.path().join(part), &mut paths);
        }
        paths
            .into_iter()
            .filter(|path| path.extension().is_none_or(|ending| ending != "sample"))
            .map(|path| Kept {
                bytes: std::fs::read(&path).unwrap(),
                permissions: path.metadata().unwrap().permissions(),
                path: path.strip_prefix(self.world.path()).unwrap().to_owned(),
            })
            .collect()
    }

    fn made() -> Self {
        let desk = Self::bare();
        desk.records();
        let key = desk.public_key("clerk");
        desk.world
            .git_in(&desk.shared(), &["config", "--add", "po.trustedKey", &key]);
        desk.sit("clerk");
        desk.commit("policy, people and cases");
        desk.accepts(&["HEAD:refs/heads/main"]);
        desk
    }

    /// A store with keys, and a shared repository with the guard and nothing in it.
    pub(crate) fn bare() -> Self {
        let desk = Self {
            world: World::new(),
        };
        let world = &desk.world;
        world.git_in(
            world.path(),
            &["init", "-q", "--bare", "-b", "main", "shared.git"],
        );
        let shared = desk.shared().to_str().unwrap().to_owned();
        world.done_in(world.path(), &["guard", "install", "--bare", &shared]);
        std::fs::create_dir(world.path().join("keys")).unwrap();
        for name in OFFICERS
            .map(|officer| officer.0)
            .iter()
            .chain(&["stranger"])
        {
            desk.make_key(name);
        }
        for (name, value) in [("gpg.format", "ssh"), ("commit.gpgSign", "true")] {
            world.git(&["config", name, value]);
        }
        world.git(&["branch", "-M", "main"]);
        world.git(&["remote", "add", "origin", &shared]);
        desk
    }

    /// Writes the records of the officers, the policy, the cases and the transcript.
    fn records(&self) {
        for (id, agency, role, until) in OFFICERS {
            self.world
                .write(&person_path(id), self.person(id, agency, role, until));
        }
        let world = &self.world;
        world.write("records/policy.toml", POLICY);
        world.write(CASE, case("c201902-k7f2", "mohw", "met"));
        world.write(OTHER_CASE, case("c201902-aaaa", "motc", "met"));
        world.write(
            TRANSCRIPT,
            transcript(
                "t201901-aaaa",
                "published",
                "published_on = 2019-01-20\n",
                "甲的話",
            ),
        );
    }

    /// The text of the record of an officer.
    pub(crate) fn person(&self, id: &str, agency: &str, role: &str, until: &str) -> String {
        let key = self.public_key(id);
        format!(
            "id = \"{id}\"\nname = \"虛構人員\"\n\n[[post]]\nk = \"p0st\"\nagency = \"{agency}\"\nrole = \"{role}\"\nfrom = 2018-01-01\n{until}\n[[signing_key]]\nk = \"k3y0\"\npublic = \"{key}\"\nfrom = 2018-01-01\n{until}"
        )
    }

    /// The shared repository.
    pub(crate) fn shared(&self) -> PathBuf {
        self.world.path().join("shared.git")
    }

    fn key(&self, name: &str) -> PathBuf {
        self.world.path().join("keys").join(name)
    }

    fn make_key(&self, name: &str) {
        let made = self.world.run(
            self.world
                .command("ssh-keygen", self.world.path())
                .args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"])
                .arg(self.key(name)),
        );
        assert_eq!(made.code, Some(0), "{made:?}");
    }

    /// A public key, as it stands in a record.
    pub(crate) fn public_key(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.key(name).with_extension("pub")).unwrap();
        text.trim().to_owned()
    }

    /// Somebody sits down: whose key signs from now on.
    pub(crate) fn sit(&self, name: &str) {
        let key = self.key(name);
        self.world
            .git(&["config", "user.signingkey", key.to_str().unwrap()]);
    }

    /// Commits all that lies in the working tree, with plain git.
    pub(crate) fn commit(&self, message: &str) {
        self.world.git(&["add", "-A"]);
        self.world
            .git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// Writes a file and commits it.
    pub(crate) fn record(&self, path: &str, text: impl AsRef<[u8]>) {
        self.world.write(path, text);
        self.commit("an invented change");
    }

    /// Commits a tree that was put together from raw entries: mode, object, name.
    pub(crate) fn raw_tree(&self, entries: &[(&str, String, &[u8])]) -> String {
        let mut listing = Vec::new();
        for (mode, object, name) in entries {
            let kind = match *mode {
                "040000" => "tree",
                "160000" => "commit",
                _ => "blob",
            };
            listing.extend(format!("{mode} {kind} {object}\t").as_bytes());
            listing.extend(*name);
            listing.push(0);
        }
        self.fed(&["mktree", "-z", "--missing"], &listing)
    }

    /// What a `git` that is fed with bytes prints.
    pub(crate) fn fed(&self, arguments: &[&str], input: &[u8]) -> String {
        use std::io::Write;
        let mut command = self.world.command("git", &self.world.root());
        let date = format!("{NOW} +0800");
        command
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .args(arguments)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The top of HEAD's tree with further entries, committed on HEAD and signed.
    pub(crate) fn commit_beside(&self, entries: &[(&str, String, &[u8])]) {
        let mut all: Vec<(String, String, Vec<u8>)> = Vec::new();
        for line in self.world.git(&["ls-tree", "HEAD"]).lines() {
            let (head, name) = line.split_once('\t').unwrap();
            let words: Vec<&str> = head.split(' ').collect();
            all.push((
                words[0].to_owned(),
                words[2].to_owned(),
                name.as_bytes().to_vec(),
            ));
        }
        for (mode, object, name) in entries {
            all.retain(|(_, _, other)| other != name);
            all.push(((*mode).to_owned(), object.clone(), name.to_vec()));
        }
        let entries: Vec<(&str, String, &[u8])> = all
            .iter()
            .map(|(mode, object, name)| (mode.as_str(), object.clone(), name.as_slice()))
            .collect();
        let tree = self.raw_tree(&entries);
        let commit = self.fed(
            &["commit-tree", "-S", "-p", "HEAD", "-m", "raw", &tree],
            b"",
        );
        self.world.git(&["update-ref", "HEAD", &commit]);
    }

    /// Pushes; what the guard says is what the pusher reads.
    pub(crate) fn push(&self, arguments: &[&str]) -> Output {
        let mut git = self.world.command("git", &self.world.root());
        git.env("SOURCE_DATE_EPOCH", NOW.to_string())
            .args(["push", "-q", "origin"])
            .args(arguments);
        self.world.run(&mut git)
    }

    /// The push is accepted.
    #[track_caller]
    pub(crate) fn accepts(&self, arguments: &[&str]) {
        let output = self.push(arguments);
        assert_eq!(output.code, Some(0), "{output:?}");
    }

    /// The push of HEAD onto main is accepted.
    #[track_caller]
    pub(crate) fn passes(&self) {
        self.accepts(&["HEAD:refs/heads/main"]);
        let tip = self.world.git_in(&self.shared(), &["rev-parse", "main"]);
        assert_eq!(tip.trim(), self.world.head());
    }

    /// The push is refused with this word and no other, and nothing of it is kept.
    #[track_caller]
    pub(crate) fn refuses(&self, arguments: &[&str], code: &str) -> Output {
        let references = || self.world.git_in(&self.shared(), &["for-each-ref"]);
        let before = references();
        let output = self.push(arguments);
        assert_ne!(output.code, Some(0), "accepted, and should be {code}");
        let told: Vec<&str> = output
            .stderr
            .lines()
            .filter_map(|line| line.strip_prefix("remote:   "))
            .map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                let is_commit = |word: &&&str| word.len() == 7 && !word.ends_with(':');
                let at = usize::from(words.first().filter(is_commit).is_some());
                words[at].trim_end_matches(':')
            })
            .collect();
        assert!(
            !told.is_empty() && told.iter().all(|one| *one == code),
            "{told:?}{output:?}"
        );
        assert_eq!(references(), before);
        output
    }

    /// The push of HEAD onto main is refused.
    #[track_caller]
    pub(crate) fn stops(&self, code: &str) -> Output {
        self.refuses(&["HEAD:refs/heads/main"], code)
    }
}

/// Where the record of a person lies.
pub(crate) fn person_path(id: &str) -> String {
    format!("records/people/{id}.toml")
}

/// An invented case on its way to a stage.
pub(crate) fn case(id: &str, host: &str, stage: &str) -> String {
    let mut text = format!(
        "id = \"{id}\"\ntitle = \"虛構議題？\"\nsource = \"ministry\"\n\n[[agency]]\nid = \"{host}\"\nrole = \"host\"\n"
    );
    let steps = [
        ("aaaa", "proposed"),
        ("bbbb", "selected"),
        ("cccc", "preparing"),
        ("dddd", "announced"),
        ("eeee", "met"),
    ];
    for (key, name) in steps {
        text += &format!("\n[[stage]]\nk = \"{key}\"\nname = \"{name}\"\n");
        if name == stage {
            break;
        }
    }
    text
}

/// A further stage of a case.
pub(crate) fn stage(key: &str, name: &str) -> String {
    format!("\n[[stage]]\nk = \"{key}\"\nname = \"{name}\"\nreason = \"虛構\"\n")
}

/// An invented transcript of one speech.
pub(crate) fn transcript(id: &str, status: &str, more: &str, text: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = \"虛構逐字稿\"\ndate = 2019-01-10\nstatus = \"{status}\"\n{more}\n[[speaker]]\nkey = \"甲\"\n\n[[speech]]\nn = 1\nby = \"甲\"\ntext = \"{text}\"\n"
    )
}

/// The program, for scripts.
pub(crate) fn program() -> &'static Path {
    Path::new(PROGRAM)
}
