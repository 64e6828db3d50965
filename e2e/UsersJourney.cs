using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>An administrator invites somebody, who comes in with the link, and puts them out again.</summary>
[Collection(Journeys.Name)]
public sealed partial class UsersJourney(Chromium chromium)
{
    private const string Guest = "guest@example.org";
    private const string Password = "a-guest-for-a-while-1";

    [Fact]
    public async Task A_person_is_invited_comes_in_and_is_out_as_soon_as_the_administrator_says_so()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var office = await chromium.OpenAsync(hub.Address);
        await using var home = await chromium.OpenAsync(hub.Address);
        var (admin, guest) = (await office.NewPageAsync(), await home.NewPageAsync());
        await admin.WatchedAsync("users-admin", () => guest.WatchedAsync("users-guest", async () =>
        {
            await admin.SignInAsync(Hub.Email, Hub.Password);
            var link = await InviteAsync(admin);
            await AcceptAsync(guest, link);

            await Expect(admin.Locator("section.drawer .badge").First).ToContainTextAsync("Active");
            await DisableAsync(admin);

            // The guest does nothing: the open page itself leads to the sign-in.
            await Expect(guest).ToHaveURLAsync(SignInPage(), new() { Timeout = 60_000 });
            await guest.GetByLabel("E-mail").FillAsync(Guest);
            await guest.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
            await guest.Locator("form button.bm-button-primary").First.ClickAsync();
            await Expect(guest.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This account is disabled");

            await ReadAuditAsync(admin);
        }));
    }

    [GeneratedRegex("/account/login")]
    private static partial Regex SignInPage();

    private static async Task<string> InviteAsync(IPage admin)
    {
        await admin.VisitAsync("/admin/users");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add a person" }).ClickAsync();
        await admin.GetByLabel("E-mail address").FillAsync(Guest);
        await admin.GetByRole(AriaRole.Radio, new() { Name = "Viewer" }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        return await admin.Locator("section.drawer .link code").InnerTextAsync();
    }

    private static async Task AcceptAsync(IPage guest, string link)
    {
        await guest.GotoAsync(link);
        await Expect(guest.GetByText(Guest)).ToBeVisibleAsync();
        await guest.GetByLabel("Display name").FillAsync("Guest");
        await guest.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await guest.GetByLabel("Password again").FillAsync(Password);
        await guest.Locator("form button.bm-button-primary").First.ClickAsync();
        await guest.ReadyAsync();
        await Expect(guest.GetByRole(AriaRole.Link, new() { Name = "Streams" })).ToBeVisibleAsync();
        await Expect(guest.GetByRole(AriaRole.Link, new() { Name = "People" })).ToHaveCountAsync(0);
    }

    private static async Task DisableAsync(IPage admin)
    {
        await admin.Locator("section.drawer").GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await admin.Locator("dialog.confirm").GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Expect(admin.Locator("section.drawer .badge").First).ToContainTextAsync("Disabled");
    }

    /// <summary>Who clicked is known in the circuit too, with the address of the browser.</summary>
    private static async Task ReadAuditAsync(IPage admin)
    {
        await admin.VisitAsync($"/admin/audit?text={Guest}");
        var line = admin.Locator("tbody tr", new() { HasText = "Account disabled" });
        await Expect(line).ToContainTextAsync(Hub.Email);
        await Expect(line).ToContainTextAsync("127.0.0.1");
        await Expect(admin.Locator("tbody tr", new() { HasText = "Invitation accepted" })).ToHaveCountAsync(1);
        await Expect(admin.Locator("tbody tr", new() { HasText = "Sign-in failed" })).ToHaveCountAsync(1);
    }
}
