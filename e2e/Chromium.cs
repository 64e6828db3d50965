using Microsoft.Playwright;

namespace BlazorMedia.E2E;

/// <summary>The distribution's browser, shared by all journeys; each journey gets a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Null where no browser is installed; then the journeys are skipped.</summary>
    private static string? Executable => Array.Find(Places, File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--mute-audio"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A browser window of its own, without cookies.</summary>
    public async Task<IBrowserContext> OpenAsync(Uri address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string? zone = null)
    {
        Assert.SkipWhen(browser is null, "no Chromium is installed");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "en-US",
            TimezoneId = zone,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Generous, because the machine may be busy; a journey never claims speed.
        context.SetDefaultTimeout(30_000);
        return context;
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Journeys : ICollectionFixture<Chromium>
{
    public const string Name = "journeys";
}
