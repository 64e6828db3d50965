using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>An administrator steers what runs in the background.</summary>
[Collection(Journeys.Name)]
public sealed class JobsJourney(Chromium chromium)
{
    private const string Reconcile = "Compare recordings with the disk";

    [Fact]
    public async Task An_administrator_changes_a_schedule_reads_a_run_and_deals_with_failures()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("jobs", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await GiveACronExpressionAsync(page);
            await PauseAndResumeAsync(page);
            await ReadTheLinesOfARunAsync(page);
            await FailAsync(page, hub);
            await RetryAsync(page);
            await FailAsync(page, hub);
            await DiscardAsync(page);
        });
    }

    private static ILocator Row(IPage page) => page.Locator("tbody tr").Filter(new() { HasText = Reconcile });

    private static async Task MenuAsync(IPage page, string item)
    {
        await Row(page).Locator("details.bm-menu summary").ClickAsync();
        await Row(page).GetByRole(AriaRole.Button, new() { Name = item }).ClickAsync();
    }

    private static async Task GiveACronExpressionAsync(IPage page)
    {
        await page.VisitAsync("/jobs?tab=schedules");
        await MenuAsync(page, "Edit schedule");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("at the times of a cron expression").CheckAsync();
        await drawer.Locator("input[name=cron]").FillAsync("61 3 * * *");
        await Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be read");
        await drawer.Locator("input[name=cron]").FillAsync("30 3 * * *");
        await Expect(drawer.Locator("ol li")).ToHaveCountAsync(5);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Row(page)).ToContainTextAsync("30 3 * * *");
        await page.ReloadAsync();
        await Expect(Row(page)).ToContainTextAsync("30 3 * * *");
        await MenuAsync(page, "Back to default");
        await Expect(Row(page)).Not.ToContainTextAsync("30 3 * * *");
    }

    private static async Task PauseAndResumeAsync(IPage page)
    {
        await MenuAsync(page, "Pause");
        await Expect(Row(page)).ToContainTextAsync("Paused");
        await MenuAsync(page, "Resume");
        await Expect(Row(page)).Not.ToContainTextAsync("Paused");
    }

    private static async Task ReadTheLinesOfARunAsync(IPage page)
    {
        await page.VisitAsync("/streams/view/demo");
        await new Video(page).ShouldMoveAsync();
        await page.Locator("button.record").First.ClickAsync();
        await page.WaitForTimeoutAsync(3000);
        await page.Locator("button.stop").First.ClickAsync();
        await page.VisitAsync("/jobs?tab=history&job=recordings.finalise&outcome=succeeded");
        await page.Locator("tbody button.row-link").First.ClickAsync(new() { Timeout = 60_000 });
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Expect(drawer.Locator(".log")).ToContainTextAsync("is finished");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    // A folder that is away for a moment, as with a disk that is not mounted.
    private static async Task FailAsync(IPage page, Hub hub)
    {
        var tasks = Path.Combine(hub.DataDirectory, "recordings", ".tasks");
        Directory.Move(tasks, tasks + ".away");
        await page.VisitAsync("/jobs?tab=schedules");
        await Row(page).GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await page.VisitAsync("/jobs?tab=failed");
        await Expect(Row(page)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Directory.Move(tasks + ".away", tasks);
    }

    private static async Task RetryAsync(IPage page)
    {
        await Row(page).GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.GetByText("Nothing has failed")).ToBeVisibleAsync();
    }

    private static async Task DiscardAsync(IPage page)
    {
        await Row(page).Locator("button.row-link").ClickAsync();
        var drawer = page.Locator("section[role=dialog]");
        await Expect(drawer).ToContainTextAsync("DirectoryNotFoundException");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await page.Locator("dialog.confirm").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page.GetByText("Nothing has failed")).ToBeVisibleAsync();
    }
}
