using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using Microsoft.Playwright;

namespace BlazorMedia.E2E;

/// <summary>Four cameras side by side: they play in the lowest delay, are moved by hand and by keyboard, and hang there again after a reload.</summary>
[Collection(Journeys.Name)]
public sealed class WallJourney(Chromium chromium)
{
    private const string Playing = """
        () => {
          const players = [...document.querySelectorAll('.live-player')];
          return players.length === 4 && players.every(p => p.dataset.mode === 'socket' && p.querySelector('video').currentTime > 2);
        }
        """;

    [Fact]
    public async Task Four_tiles_play_directly_and_stay_where_they_were_dragged()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("wall", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await AddCamerasAsync(page, hub);
            await page.VisitAsync("/wall");
            await Eventually.TrueAsync(() => page.EvaluateAsync<bool>(Playing), "all four play over the WebSocket");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pages.Screenshots, "wall.png") });

            await page.Locator("[data-place='0'] [data-handle]").DragToAsync(page.Locator("[data-place='3'] .live-player"), new() { SourcePosition = new() { X = 250, Y = 12 } });
            await ShouldHangAsync(page, "four", "two", "three", "one");

            await page.Locator("[data-place='3']").FocusAsync();
            await page.Keyboard.PressAsync("Alt+ArrowUp");
            await ShouldHangAsync(page, "four", "one", "three", "two");

            await page.VisitAsync("/wall");
            await ShouldHangAsync(page, "four", "one", "three", "two");
            await SoundOfOneAsync(page);
        });
    }

    [Fact]
    public async Task The_player_says_how_late_it_is_and_rewinds_in_another_way()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("live-modes", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.VisitAsync("/streams/view/demo");
            var player = page.Locator(".live-player");
            await Eventually.TrueAsync(async () => await player.GetAttributeAsync("data-mode") == "socket" && double.Parse(await player.GetAttributeAsync("data-latency") ?? "99", System.Globalization.CultureInfo.InvariantCulture) < 5, "it plays directly and knows its delay");

            await page.WaitForTimeoutAsync(8000);
            await page.Keyboard.PressAsync("ArrowLeft");
            await Eventually.TrueAsync(async () => await player.GetAttributeAsync("data-mode") == "hls" && await player.GetAttributeAsync("data-behind") is not null, "rewinding uses HLS");
            await new Video(page).ShouldMoveAsync();
            await page.Keyboard.PressAsync("l");
            await Eventually.TrueAsync(async () => await player.GetAttributeAsync("data-mode") == "socket" && await player.GetAttributeAsync("data-state") == "playing", "now is direct again");
        });
    }

    private static async Task AddCamerasAsync(IPage page, Hub hub)
    {
        string[] camera = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-f", "lavfi", "-i", "sine=frequency=440", "-t", "60", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac"];
        var made = await ToolRun.StartAsync("ffmpeg", ["-v", "error", .. camera, Path.Combine(hub.DataDirectory, "media", "clip.mp4")]);
        made.ExitCode.ShouldBe(0, made.Errors);
        (await page.APIRequest.DeleteAsync("/api/v1/streams/demo")).Status.ShouldBe(200);
        foreach (var (name, order) in new[] { ("one", 1), ("two", 2), ("three", 3), ("four", 4) })
        {
            var answer = await page.APIRequest.PostAsync("/api/v1/streams", new() { DataObject = new { name, order, source = "file:///clip.mp4" } });
            answer.Status.ShouldBe(201, await answer.TextAsync());
        }
    }

    private static Task ShouldHangAsync(IPage page, params string[] names) => Eventually.TrueAsync(
        async () => (await page.Locator("article.tile .name").AllInnerTextsAsync()).SequenceEqual(names), $"the wall shows {string.Join(", ", names)}");

    private static async Task SoundOfOneAsync(IPage page)
    {
        foreach (var place in new[] { 0, 2 })
        {
            await page.Locator($"[data-place='{place}']").HoverAsync();
            await page.Locator($"[data-place='{place}'] [data-sound]").ClickAsync();
        }
        (await page.EvaluateAsync<bool[]>("() => [...document.querySelectorAll('video')].map(v => v.muted)")).ShouldBe([true, true, false, true]);
    }
}
