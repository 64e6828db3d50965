using Microsoft.Playwright;

namespace BlazorMedia.E2E;

/// <summary>What every journey does on a page.</summary>
internal static class Pages
{
    /// <summary>The folder e2e.</summary>
    public static string Root { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;

    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Root, "screenshots")).FullName;

    /// <summary>Goes there and waits until the page answers to clicks.</summary>
    public static async Task VisitAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.ReadyAsync();
    }

    public static Task ReadyAsync(this IPage page) => page.Locator("main[data-interactive=true]").WaitForAsync();

    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.Locator("form button.bm-button-primary").First.ClickAsync();
        await page.ReadyAsync();
    }

    /// <summary>On failure keeps a picture and what the browser said. That the browser had to stop anything by our own policy is a failure, on every page.</summary>
    public static async Task WatchedAsync(this IPage page, string name, Func<Task> journey)
    {
        List<string> said = [];
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => said.Add($"error: {error}");
        try
        {
            await journey();
            said.Where(s => s.Contains("Content Security Policy", StringComparison.Ordinal)).ShouldBeEmpty();
        }
        catch (Exception exception)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"failed-{name}.png"), FullPage = true });
            throw new InvalidOperationException($"At {page.Url} (see e2e/screenshots/failed-{name}.png):\n{string.Join('\n', said.TakeLast(20))}", exception);
        }
    }
}
