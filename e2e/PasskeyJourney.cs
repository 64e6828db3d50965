using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>A passkey in place of the password, with an authenticator that the browser pretends to have.</summary>
[Collection(Journeys.Name)]
public sealed class PasskeyJourney(Chromium chromium)
{
    [Fact]
    public async Task A_person_adds_a_passkey_signs_out_and_signs_in_with_it()
    {
        await using var hub = await Hub.StartOwnedAsync();
        // Passkeys belong to a host name; an address in numbers has none.
        await using var browser = await chromium.OpenAsync(new UriBuilder(hub.Address) { Host = "localhost" }.Uri);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("passkey", async () =>
        {
            await AddAuthenticatorAsync(browser, page);
            // The offer in the e-mail field would be taken by itself, since this authenticator says yes to everything; here the button counts.
            await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.GotoAsync("/account/passkeys");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
            await Expect(page.Locator("ul.passkeys li")).ToHaveCountAsync(1);

            await SignOutAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
            await page.ReadyAsync();

            await page.GotoAsync("/account/passkeys");
            await Expect(page.Locator("ul.passkeys li")).ToHaveCountAsync(1);
        });
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.VisitAsync("/");
        await page.Locator("details.who summary").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/account/login");
    }

    private static async Task AddAuthenticatorAsync(IBrowserContext browser, IPage page)
    {
        var session = await browser.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
