//! How the page is looked at: the size of the screen, the light, and pictures of it.

use std::path::PathBuf;

use serde_json::json;

use super::page::Page;

/// A screen in a light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    width: u16,
    height: u16,
    /// Dots for each pixel of the layout.
    density: u8,
    /// Held in the hand: touched rather than pointed at.
    mobile: bool,
    dark: bool,
}

impl Look {
    /// A phone by day.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        density: 2,
        mobile: true,
        dark: false,
    };
    /// A desktop by day.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 900,
        density: 1,
        mobile: false,
        dark: false,
    };

    /// The same screen by night.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    const ALL: [Self; 4] = [
        Self::PHONE,
        Self::PHONE.dark(),
        Self::DESKTOP,
        Self::DESKTOP.dark(),
    ];

    fn name(self) -> String {
        let light = if self.dark { "dark" } else { "light" };
        format!("{}-{light}", self.width)
    }
}

/// Where pictures go, if anybody wants them.
fn folder() -> Option<PathBuf> {
    std::env::var_os("STEPWISE_SCREENSHOTS")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
}

impl Page {
    /// Looks at the page in this way from now on.
    ///
    /// # Errors
    /// What the browser says against it.
    pub async fn look(&mut self, look: Look) -> anyhow::Result<()> {
        let screen = json!({
            "width": look.width,
            "height": look.height,
            "deviceScaleFactor": look.density,
            "mobile": look.mobile,
        });
        let light = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": light }] });
        let browser = self.browser();
        browser
            .devtools("Emulation.setDeviceMetricsOverride", screen)
            .await?;
        browser
            .devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": look.mobile }),
            )
            .await?;
        browser
            .devtools("Emulation.setEmulatedMedia", media)
            .await?;
        self.seen_as = look;
        Ok(())
    }

    /// Keeps pictures of this moment, one for each screen and light, if they are wanted.
    ///
    /// # Errors
    /// Why they could not be made.
    pub async fn picture(&mut self, moment: &str) -> anyhow::Result<()> {
        if folder().is_none() {
            return Ok(());
        }
        let before = self.seen_as;
        for look in Look::ALL {
            self.look(look).await?;
            self.until(
                "the page to be laid out anew",
                "innerWidth === argument && still()",
                look.width.into(),
            )
            .await?;
            self.snap(&format!("{moment}-{}", look.name())).await?;
        }
        self.look(before).await
    }

    /// Keeps a picture of what a trial has failed on, if pictures are wanted.
    ///
    /// # Errors
    /// Why it could not be made.
    pub async fn snap_failure(&self) -> anyhow::Result<()> {
        self.snap(&format!("failure-{}", self.seen_as.name())).await
    }

    async fn snap(&self, name: &str) -> anyhow::Result<()> {
        let Some(folder) = folder() else {
            return Ok(());
        };
        std::fs::create_dir_all(&folder)?;
        let png = self.browser().client.screenshot().await?;
        Ok(std::fs::write(folder.join(format!("{name}.png")), png)?)
    }
}
