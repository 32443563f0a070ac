//! YAML as a plain tree with line numbers, read under tight limits.
//!
//! Foreign front matter is looked at field by field: a wrong type in one field must not lose the
//! others. So the whole document is read into [`Node`]s first, and repeated keys are kept for the
//! caller to remark on.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, Spanned};

/// One value of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    /// Any scalar, numbers and booleans included, as text.
    Text(String),
    List(Vec<Placed>),
    /// Pairs in file order; a key may stand twice.
    Map(Vec<(String, Placed)>),
}

/// A value and the line where it starts, counted from 1 in the text given to [`read`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    pub(crate) line: u64,
    pub(crate) node: Node,
}

/// Where and why a document is not YAML that can be read within the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) line: u64,
    pub(crate) message: String,
}

impl Placed {
    /// The values under a key of a map, in file order; none where this is no map.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Placed> {
        let pairs = match &self.node {
            Node::Map(pairs) => pairs.as_slice(),
            _ => &[],
        };
        pairs
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The last value under a key, as the site that published the pages took it.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> Option<&'a Placed> {
        self.all(key).last()
    }
}

/// Reads one document: at most 32 levels, 20,000 nodes, 1,000 replayed alias events.
///
/// # Errors
/// When the text is not YAML, or goes beyond the limits.
pub(crate) fn read(text: &str) -> Result<Placed, Broken> {
    let budget = serde_saphyr::budget! {
        max_depth: 32,
        flow_nesting_limit: 32,
        max_nodes: 20_000,
        max_events: 50_000,
        max_documents: 1,
        max_aliases: 100,
        max_anchors: 100,
        max_merge_keys: 10,
    };
    let mut options = serde_saphyr::options! {
        budget: budget,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        leading_zero_numbers_as_strings: true,
        with_snippet: false,
    };
    options.alias_limits.max_total_replayed_events = 1_000;
    options.alias_limits.max_replay_stack_depth = 4;
    let root: Spanned<Node> =
        serde_saphyr::from_str_with_options(text, options).map_err(|error| Broken {
            line: error.location().map_or(1, |location| location.line()),
            message: error.to_string(),
        })?;
    Ok(placed(root))
}

fn placed(spanned: Spanned<Node>) -> Placed {
    Placed {
        line: spanned.referenced.line(),
        node: spanned.value,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar, a list or a map")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Spanned<Node>>()? {
            list.push(placed(item));
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = entries.next_key::<Node>()? {
            let value = placed(entries.next_value::<Spanned<Node>>()?);
            // A key that is no scalar has no name to ask for, so it stays out of reach.
            let name = if let Node::Text(name) = key {
                name
            } else {
                String::new()
            };
            pairs.push((name, value));
        }
        Ok(Node::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_value_knows_its_line_and_repeated_keys_are_kept() {
        let root = read("id: 7\nlist:\n  - one\n  - ~\nid: \"8\"\n").unwrap();
        let ids: Vec<_> = root
            .all("id")
            .map(|value| (value.line, value.node.clone()))
            .collect();
        assert_eq!(
            ids,
            [(1, Node::Text("7".into())), (5, Node::Text("8".into()))]
        );
        let Node::List(items) = &root.get("list").unwrap().node else {
            panic!("no list")
        };
        assert_eq!(
            items[1],
            Placed {
                line: 4,
                node: Node::Null
            }
        );
    }

    #[test]
    fn bombs_are_refused() {
        let mut aliases = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(",");
            let _ = writeln!(aliases, "a{level}: &a{level} [{below}]");
        }
        assert!(read(&aliases).is_err());
        assert!(read(&"[".repeat(5_000)).is_err());
        assert!(read(&format!("{}x{}", "[".repeat(60), "]".repeat(60))).is_err());
        assert!(read(&"- x\n".repeat(30_000)).is_err());
        let mut nested = String::new();
        for level in 0..200 {
            let _ = writeln!(nested, "{}k:", " ".repeat(level));
        }
        assert!(read(&nested).is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"[-:#\[\]{}&*!|>'%@,? \n\ta-c0-9\p{Han}]{0,80}") {
            let _ = read(&text);
        }
    }
}
