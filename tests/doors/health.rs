//! The two pages for whoever looks after the machine.

use anyhow::ensure;
use reqwest::StatusCode;

use crate::harness::School;

/// Alive and ready while it works; what is neither page nor webhook is nothing.
pub async fn told(mut school: School) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    for (path, expected) in [
        ("/healthz", StatusCode::OK),
        ("/readyz", StatusCode::OK),
        ("/", StatusCode::NOT_FOUND),
        ("/metrics/../healthz/x", StatusCode::NOT_FOUND),
    ] {
        let status = client.get(school.served(path)).send().await?.status();
        ensure!(status == expected, "{path} is answered {status}");
    }
    let alive = school.served("/healthz");
    school.stop().await;
    let answer = client.get(alive).send().await;
    ensure!(
        answer.is_err(),
        "a bot that has stopped still answers: {answer:?}"
    );
    school.close().await
}
