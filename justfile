# The only gate, the same at home and in CI: formatting, lints, tests, documentation, licences and bans.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo test
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items
    cargo deny check bans licenses sources

# Every test, as in the README.
test:
    cargo test

# Rewrites what the stories expect from what really happened; review the diff like code.
accept:
    ACCEPT=1 cargo test -p stepwise-tests

# The bot on Telegram; the token is in .env.
run:
    cargo run

# Everything in the browser: no token, no account, no network.
playground *arguments:
    cargo run -- playground {{arguments}}

# up, down or status of the database that DATABASE_URL names.
migrate direction="status":
    cargo run -- migrate {{direction}}

# Load on the whole bot beside a floor in the same run; figures and method in bench/README.md.
bench *arguments:
    cargo bench -p stepwise-bench -- {{arguments}}

# A longer crash test: as many kills as asked for.
crash kills="10000":
    STEPWISE_KILLS={{kills}} cargo test -p stepwise-tests --test all -- restarts
