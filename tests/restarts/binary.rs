//! The real binary, built once per run and copied aside, so that nothing that is built meanwhile changes it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, PoisonError};

use anyhow::{Context as _, bail, ensure};

/// Which binary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As it is shipped.
    Plain,
    /// With the deliberate bugs of the feature `sabotage` compiled in.
    Sabotaged,
}

/// The binaries that this run has built: plain, sabotaged.
static BUILT: LazyLock<Mutex<[Option<PathBuf>; 2]>> = LazyLock::new(Mutex::default);

/// The path of a binary; the first who asks builds it.
///
/// # Errors
/// What the compiler says.
pub fn binary(build: Build) -> anyhow::Result<PathBuf> {
    // A build that failed has left nothing half-done here.
    let mut known = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let place = &mut known[build as usize];
    if let Some(path) = place {
        return Ok(path.clone());
    }
    let path = make(build)?;
    *place = Some(path.clone());
    Ok(path)
}

fn make(build: Build) -> anyhow::Result<PathBuf> {
    // …/target/<profile>/deps/<test>
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(2).context("the test stands nowhere")?;
    let target = folder.parent().context("the profile stands nowhere")?;
    let profile = folder.file_name().and_then(|name| name.to_str());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root);
    command.args(["build", "--quiet", "--workspace", "--bin", "stepwise"]);
    command.arg("--target-dir").arg(target);
    match profile {
        Some("debug") => {}
        Some(profile) => {
            command.args(["--profile", profile]);
        }
        None => bail!("the test stands in no profile's folder"),
    }
    if build == Build::Sabotaged {
        command.args(["--features", "stepwise/sabotage"]);
    }
    let output = command.output().context("cargo does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "the binary does not build:\n{said}"
    );
    aside(&folder.join("stepwise"), build)
}

/// Copies in two moves, so that another run at the same time finds a whole file.
fn aside(from: &Path, build: Build) -> anyhow::Result<PathBuf> {
    let name = match build {
        Build::Plain => "stepwise",
        Build::Sabotaged => "stepwise-sabotaged",
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("restarts");
    std::fs::create_dir_all(&folder)?;
    let (half, whole) = (
        folder.join(format!("{name}.{}", std::process::id())),
        folder.join(name),
    );
    std::fs::copy(from, &half).context("the binary cannot be copied")?;
    std::fs::rename(&half, &whole)?;
    Ok(whole)
}
