//! The one test binary: stories, fences, migrations, doors, counts, power cuts and a year.
//!
//! `STEPWISE_REQUIRE_ALL=1` turns what would be left out (no PostgreSQL installed) into a failure; `ACCEPT=1` rewrites
//! what the stories expect. Any other argument is that of the usual test runner.

mod architecture;
mod at_once;
mod browser;
mod doors;
mod harness;
mod migrations;
mod privacy;
mod restarts;
mod statements;
mod stories;
mod transfer;
mod year;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use harness::postgres;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // The tests wait for disks and sockets more than they compute.
    arguments.test_threads = arguments.test_threads.or(Some(4));
    let mut trials = match stories::trials() {
        Ok(trials) => trials,
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::FAILURE;
        }
    };
    if !stories::accepting() {
        trials.extend(architecture::trials());
        trials.extend(at_once::trials());
        trials.extend(browser::trials());
        trials.extend(doors::trials());
        trials.extend(migrations::trials());
        trials.extend(privacy::trials());
        trials.extend(restarts::trials());
        trials.extend(statements::trials());
        trials.extend(transfer::trials());
        trials.extend(year::trials());
        trials.push(Trial::test(
            "everything::is_installed",
            everything_is_installed,
        ));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    postgres::stop();
    if conclusion.num_ignored > 0 && !arguments.list {
        let left_out = conclusion.num_ignored;
        eprintln!("{left_out} tests were left out, each for the reason beside its name.");
    }
    if postgres::binaries().is_none() && !arguments.list {
        eprintln!(
            "Without PostgreSQL (initdb and postgres, on PATH or in /usr/lib/postgresql/*/bin) nothing was tried on it."
        );
    }
    conclusion.exit_code()
}

/// Where everything has to run, what is not installed is a failure.
fn everything_is_installed() -> Result<(), libtest_mimic::Failed> {
    let required = std::env::var("STEPWISE_REQUIRE_ALL").is_ok_and(|all| all == "1");
    if required && postgres::binaries().is_none() {
        return Err("STEPWISE_REQUIRE_ALL=1, but PostgreSQL is not installed".into());
    }
    Ok(())
}
