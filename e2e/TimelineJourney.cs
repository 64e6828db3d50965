using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorMedia.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>From two recordings with a gap between them to a marked clip, with mouse and keys; and the two nights on which the clock is changed.</summary>
[Collection(Journeys.Name)]
public sealed partial class TimelineJourney(Chromium chromium)
{
    private const string Lanes = """
        async () => (await (await fetch(`/api/v1/timeline?from=${new Date(Date.now() - 3600e3).toISOString()}&until=${new Date().toISOString()}&stream=demo`)).json()).lanes[0].spans.filter(s => s.state === 'ready')
        """;

    [Fact]
    public async Task A_day_can_be_looked_through_and_a_clip_marked()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("timeline", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            var (first, second) = (await RecordAsync(page, 1), await RecordAsync(page, 2));
            await SeeLanesAsync(page);
            await PlayOverTheBorderAsync(page, first, second);
            await UseKeysAsync(page, first);
            await MarkAsync(page, second);
        });
    }

    [Fact]
    public async Task The_hour_that_comes_twice_is_shown_twice_and_the_one_that_is_skipped_is_not()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address, zone: "Europe/Berlin");
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("timeline-nights", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.GotoAsync("/recordings?stream=door&day=2026-10-25&at=2026-10-25T01:00:00Z&zoom=21600");
            var labels = page.Locator("[data-part=axis] span:not([hidden])");
            await Expect(labels.GetByText("02:00 +02:00", new() { Exact = true })).ToHaveCountAsync(1);
            (await labels.AllTextContentsAsync()).Where(t => t.StartsWith("02:", StringComparison.Ordinal)).ShouldBe(["02:00 +02:00", "02:00 +01:00"]);

            await page.GotoAsync("/recordings?stream=door&day=2026-03-29&at=2026-03-29T01:00:00Z&zoom=21600");
            await Expect(labels.GetByText("03:00", new() { Exact = true })).ToHaveCountAsync(1);
            (await labels.AllTextContentsAsync()).ShouldNotContain(t => t.StartsWith("02:", StringComparison.Ordinal));
        });
    }

    private static async Task<JsonElement> RecordAsync(IPage page, int number)
    {
        await page.VisitAsync("/streams/view/demo");
        await new Video(page).ShouldMoveAsync();
        await page.Locator("button.record").First.ClickAsync();
        await page.Locator("button.stop").First.WaitForAsync();
        await page.WaitForTimeoutAsync(4000);
        await page.Locator("button.stop").First.ClickAsync();
        // So that the next recording, which begins before its button is pressed, leaves a gap worth telling.
        await page.WaitForTimeoutAsync(3000);
        JsonElement spans = default;
        await Eventually.TrueAsync(async () => (spans = await page.EvaluateAsync<JsonElement>(Lanes)).GetArrayLength() >= number, $"recording {number} is ready");
        return spans[number - 1];
    }

    private static async Task SeeLanesAsync(IPage page)
    {
        await page.VisitAsync("/recordings");
        await Expect(page.Locator("section.timeline")).ToHaveAttributeAsync("data-state", "ready");
        await Expect(page.GetByRole(AriaRole.Slider, new() { Name = "demo" })).ToBeVisibleAsync();
        await Eventually.TrueAsync(async () => (await page.EvaluateAsync<JsonElement>(Lanes))[0].GetProperty("sprite").ValueKind == JsonValueKind.Object, "there is a sheet of pictures",
            // It is made at low priority, so a busy machine lets it wait.
            TimeSpan.FromMinutes(3));
    }

    private static async Task PlayOverTheBorderAsync(IPage page, JsonElement first, JsonElement second)
    {
        await page.VisitAsync($"/recordings?lane=demo&zoom=60&at={Uri.EscapeDataString(first.GetProperty("startedAt").GetString()!)}");
        await Expect(Front(page)).ToHaveAttributeAsync("data-id", first.GetProperty("id").GetString()!);
        await PointAsync(page);
        await Expect(page.Locator("[data-part=picture]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(Front(page)).ToHaveAttributeAsync("data-id", second.GetProperty("id").GetString()!, new() { Timeout = 60_000 });
        await Expect(page.Locator("[data-part=note]")).ToContainTextAsync("Gap");
        await Eventually.TrueAsync(() => Front(page).EvaluateAsync<bool>("v => v.currentTime > 0.5"), "the second file plays");
    }

    private static async Task UseKeysAsync(IPage page, JsonElement first)
    {
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator("section.timeline")).Not.ToHaveAttributeAsync("data-playing", "");
        await page.GetByRole(AriaRole.Slider, new() { Name = "demo" }).FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(Front(page)).ToHaveAttributeAsync("data-id", first.GetProperty("id").GetString()!);
        await Expect(page.Locator("[data-part=said]")).ToContainTextAsync("demo: ");
        var before = await Front(page).EvaluateAsync<double>("v => v.currentTime");
        await page.Keyboard.PressAsync(".");
        await Eventually.TrueAsync(async () => await Front(page).EvaluateAsync<double>("v => v.currentTime") > before, "one picture further");
        var address = page.Url;
        await page.Keyboard.PressAsync("-");
        await Expect(page).Not.ToHaveURLAsync(address);
    }

    private static async Task MarkAsync(IPage page, JsonElement second)
    {
        await page.Keyboard.PressAsync("i");
        await page.Keyboard.PressAsync("End");
        await Expect(Front(page)).ToHaveAttributeAsync("data-id", second.GetProperty("id").GetString()!);
        await page.Keyboard.PressAsync("o");
        await Expect(page.Locator("[data-part=clip-length]")).ToContainTextAsync("about");
        var export = page.Locator("[data-part=clip-export]");
        (await export.GetAttributeAsync("href")).ShouldNotBeNull().ShouldMatch(@"^/recordings/exports/new\?stream=demo&from=20.+Z&until=20.+Z$");
        await export.ClickAsync();
        await Expect(page).ToHaveURLAsync(ExportForm());
    }

    private static async Task PointAsync(IPage page)
    {
        var box = (await page.Locator("[data-part=needle]").BoundingBoxAsync())!;
        var field = (await page.Locator("[data-part=field]").BoundingBoxAsync())!;
        // A minute is as wide as the field: two seconds into the recording.
        await page.Mouse.MoveAsync(box.X + (field.Width / 30), field.Y + 20);
    }

    private static ILocator Front(IPage page) => page.Locator("video[data-front]");

    [GeneratedRegex("/recordings/exports/new")]
    private static partial Regex ExportForm();
}
