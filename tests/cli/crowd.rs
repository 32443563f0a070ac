//! Several people at once.

use std::collections::BTreeSet;

use crate::support::World;

#[test]
fn four_processes_making_ten_cases_each_lose_none() {
    let world = World::new();
    let before: usize = world
        .git(&["rev-list", "--count", "HEAD"])
        .trim()
        .parse()
        .unwrap();
    let mut made = Vec::new();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|worker| {
                let commands: Vec<_> = (0..10)
                    .map(|turn| {
                        let title = format!("Invented {worker} {turn}?");
                        let mut command = world.program(
                            &world.root(),
                            &[
                                "case",
                                "new",
                                "--title",
                                &title,
                                "--source",
                                "ministry",
                                "--host",
                                "mohw",
                                "--proposed",
                                "2019-02-12",
                            ],
                        );
                        // Ids are drawn at random, as people draw them.
                        command.env_remove("PO_ID_SEED");
                        command
                    })
                    .collect();
                scope.spawn(move || {
                    commands
                        .into_iter()
                        .map(|mut command| command.output().unwrap())
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for worker in workers {
            made.extend(worker.join().unwrap());
        }
    });
    let mut ids = BTreeSet::new();
    for output in made {
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{talk}");
        ids.insert(
            String::from_utf8(output.stdout)
                .unwrap()
                .trim_end()
                .to_owned(),
        );
    }
    assert_eq!(ids.len(), 40);
    assert_eq!(world.cases().into_iter().collect::<BTreeSet<_>>(), ids);
    let after: usize = world
        .git(&["rev-list", "--count", "HEAD"])
        .trim()
        .parse()
        .unwrap();
    assert_eq!(after - before, 40);
    world.assert_sound();
}

#[test]
fn of_four_processes_that_want_one_number_one_gets_it() {
    let world = World::new();
    let outputs: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|worker| {
                let title = format!("Invented {worker}?");
                let mut command = world.program(
                    &world.root(),
                    &[
                        "case",
                        "new",
                        "--title",
                        &title,
                        "--source",
                        "ministry",
                        "--host",
                        "mohw",
                        "--proposed",
                        "2019-02-12",
                        "--number",
                        "45",
                    ],
                );
                scope.spawn(move || command.output().unwrap())
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let mut codes: Vec<Option<i32>> = outputs.iter().map(|output| output.status.code()).collect();
    codes.sort();
    assert_eq!(codes, [Some(0), Some(5), Some(5), Some(5)]);
    assert_eq!(world.cases().len(), 1);
    world.assert_sound();
}
