using System.Text.Json;
using BlazorMedia.Tests.Support;
using Microsoft.Playwright;

namespace BlazorMedia.E2E;

/// <summary>Every page in both themes and on two sizes of screen: a picture for people to look at, and no barrier that a program can find.</summary>
[Collection(Journeys.Name)]
public sealed class PageTour(Chromium chromium)
{
    private static readonly (string Name, string Path)[] SignedOut = [("login", "/account/login"), ("not-found", "/no/such/page")];

    private static readonly (string Name, string Path)[] SignedIn =
    [
        ("overview", "/"),
        ("streams", "/streams"),
        ("stream-new", "/streams/new"),
        ("stream", "/streams/view/demo"),
        ("stream-settings", "/streams/view/demo?tab=settings"),
        ("stream-log", "/streams/view/demo?tab=log"),
        ("wall", "/wall"),
        ("recordings", "/recordings"),
        ("recordings-table", "/recordings?view=table"),
        ("recordings-trash", "/recordings?view=trash"),
        ("recordings-favorites", "/recordings/favorites"),
        ("recordings-retention", "/recordings/retention"),
        ("exports", "/recordings/exports"),
        ("export-new", "/recordings/exports/new"),
        ("snapshots", "/recordings/snapshots"),
        ("streams-import", "/streams/import"),
        ("stream-copy", "/streams/copy/demo"),
        ("stream-health", "/streams/view/demo?tab=health"),
        ("stream-smart", "/streams/view/demo?tab=smart"),
        ("recording", "first"),
        ("jobs", "/jobs"),
        ("jobs-running", "/jobs?tab=running"),
        ("jobs-waiting", "/jobs?tab=waiting"),
        ("jobs-scheduled", "/jobs?tab=scheduled"),
        ("jobs-failed", "/jobs?tab=failed"),
        ("jobs-history", "/jobs?tab=history&routine=1"),
        ("jobs-schedules", "/jobs?tab=schedules"),
        ("jobs-schedule-edit", "/jobs?tab=schedules&edit=recordings.reconcile"),
        ("jobs-kinds", "/jobs?tab=kinds"),
        ("jobs-retries-edit", "/jobs?tab=kinds&edit=recordings.finalise"),
        ("webhooks", "/webhooks"),
        ("webhooks-new", "/webhooks?new=1"),
        ("webhooks-deliveries", "/webhooks/deliveries"),
        ("webhooks-events", "/webhooks/events?type=stream.ready"),
        ("keys", "/admin/keys"),
        ("key-new", "/admin/keys?id=new"),
        ("apps", "/admin/keys?tab=apps"),
        ("users", "/admin/users"),
        ("user-new", "/admin/users?id=new"),
        ("audit", "/admin/audit"),
        ("health", "/admin/health"),
        ("settings", "/admin/settings"),
        ("backup", "/admin/backup"),
        ("backup-check", "/admin/backup?tab=check"),
        ("account", "/account"),
        ("account-confirm", "/account/confirm"),
        ("account-password", "/account/password"),
        ("account-two-factor", "/account/two-factor"),
        ("account-passkeys", "/account/passkeys"),
    ];

    private static readonly string Axe = File.ReadAllText(Path.Combine(Pages.Root, "node_modules", "axe-core", "axe.min.js"));

    [Fact]
    public async Task Every_page_is_drawn_and_has_no_barrier_in_both_themes_and_on_a_phone()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await RecordOnceAsync(hub);
        List<string> barriers = [];
        foreach (var (scheme, width, height) in new[] { (ColorScheme.Light, 1440, 900), (ColorScheme.Dark, 1440, 900), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844) })
            barriers.AddRange(await WalkAsync(hub, scheme, width, height));

        barriers.Distinct().ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> WalkAsync(Hub hub, ColorScheme scheme, int width, int height)
    {
        await using var browser = await chromium.OpenAsync(hub.Address, width, height, scheme);
        var page = await browser.NewPageAsync();
        List<string> barriers = [];
        await page.WatchedAsync($"tour-{scheme}-{width}", async () =>
        {
            foreach (var (name, path) in SignedOut) barriers.AddRange(await LookAsync(page, $"{name}-{scheme}-{width}", path));
            await page.SignInAsync(Hub.Email, Hub.Password);
            foreach (var (name, path) in SignedIn) barriers.AddRange(await LookAsync(page, $"{name}-{scheme}-{width}", path));
        });
        return barriers;
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage page, string name, string path)
    {
        await page.GotoAsync(path == "first" ? "/recordings" : path);
        if (path == "first") await page.Locator("article a.bm-tile-title").First.ClickAsync();
        await SettleAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pages.Screenshots, name + ".png"), FullPage = true });
        var wide = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > window.innerWidth + 1");
        return [.. wide ? [$"{name}: wider than the screen"] : Array.Empty<string>(), .. await BarriersAsync(page, name)];
    }

    /// <summary>Interactive where the page is, loaded, and with a picture where there is a player.</summary>
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        if (await page.Locator("main[data-interactive]").CountAsync() > 0) await page.ReadyAsync();
        await Eventually.TrueAsync(async () => await page.Locator(".bm-skeleton:visible").CountAsync() == 0, "the page is loaded");
        await Eventually.TrueAsync(
            () => page.EvaluateAsync<bool>("() => [...document.querySelectorAll('video')].every(v => v.readyState >= 2)"), "every player has a picture");
    }

    private static async Task<IReadOnlyList<string>> BarriersAsync(IPage page, string name)
    {
        await page.EvaluateAsync(Axe + "; undefined");
        // "label-content-name-mismatch" takes the ligatures of icons for words, and the length on a thumbnail for its label.
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations.filter(v => v.id !== 'label-content-name-mismatch')");
        return
        [
            .. found.EnumerateArray().Select(v =>
                $"{name}: {v.GetProperty("id").GetString()} at {string.Join(", ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("target").ToString()))}"),
        ];
    }

    /// <summary>Pages without data show little: one finished recording.</summary>
    private async Task RecordOnceAsync(Hub hub)
    {
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("tour-record", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.VisitAsync("/streams/view/demo");
            await new Video(page).ShouldMoveAsync();
            await page.Locator("button.record").First.ClickAsync();
            await page.WaitForTimeoutAsync(4000);
            await page.Locator("button.stop").First.ClickAsync();
            await page.VisitAsync("/recordings");
            await page.Locator("article img").First.WaitForAsync(new() { Timeout = 60_000 });
        });
    }
}
