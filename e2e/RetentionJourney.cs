using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>An operator looks at what would be removed, and keeps what is worth it.</summary>
[Collection(Journeys.Name)]
public sealed class RetentionJourney(Chromium chromium)
{
    [Fact]
    public async Task An_operator_limits_a_stream_sees_what_would_go_and_keeps_it_with_a_star()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("retention", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await RecordAsync(page);
            await LimitAsync(page);
            await KeepFromTheDryRunAsync(page);
            await FindAmongFavouritesAsync(page);
        });
    }

    private static async Task RecordAsync(IPage page)
    {
        await page.VisitAsync("/streams/view/demo");
        await new Video(page).ShouldMoveAsync();
        await page.Locator("button.record").First.ClickAsync();
        await page.WaitForTimeoutAsync(3000);
        await page.Locator("button.stop").First.ClickAsync();
        await page.VisitAsync("/recordings");
        await page.Locator("article img").First.WaitForAsync(new() { Timeout = 60_000 });
    }

    // A millionth of a GiB: less than any recording.
    private static async Task LimitAsync(IPage page)
    {
        await page.VisitAsync("/streams/view/demo?tab=settings");
        var card = page.Locator("section[aria-labelledby=retention-card]");
        await card.GetByLabel("Size in GiB").FillAsync("0.00001");
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("demo keeps its recordings by this rule now.")).ToBeVisibleAsync();
    }

    private static async Task KeepFromTheDryRunAsync(IPage page)
    {
        await page.VisitAsync("/recordings/retention");
        var plan = page.Locator("section[aria-labelledby=retention-plan]");
        await Expect(plan).ToContainTextAsync("Beyond the size that is kept");
        await plan.GetByRole(AriaRole.Button, new() { Name = "Add star" }).ClickAsync();
        await Expect(plan).ToContainTextAsync("Nothing would go now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clean up now" }).ClickAsync();
        await Expect(page.GetByText("The clean-up has begun")).ToBeVisibleAsync();
        await Expect(page.Locator("section[aria-labelledby=retention-log]")).ToContainTextAsync("Nothing has been removed by itself yet");
    }

    private static async Task FindAmongFavouritesAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Favourites" }).ClickAsync();
        await Expect(page.Locator("article.bm-tile")).ToHaveCountAsync(1);
        await page.Locator("article a.bm-tile-title").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Favourite" })).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
