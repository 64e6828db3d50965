using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Audit;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>The two pages over the real application's rows.</summary>
public sealed class UsersPageTests : ShellContext, IClassFixture<AppFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AppFixture app;

    public UsersPageTests(AppFixture app)
    {
        this.app = app;
        AddAuthorization().SetAuthorized("admin").SetPolicies("admin");
        var services = app.Services.CreateScope().ServiceProvider;
        Services.AddSingleton(services.GetRequiredService<ListUsers>()).AddSingleton(services.GetRequiredService<UserActions>()).AddSingleton(services.GetRequiredService<CreateUser>());
        Services.AddSingleton(services.GetRequiredService<ListAudit>()).AddSingleton(services.GetRequiredService<ActionWords>()).AddSingleton(services.GetRequiredService<LiveTopics>());
    }

    [Fact]
    public async Task An_invited_person_appears_with_a_link_that_is_gone_when_the_drawer_is_closed()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var page = Open("/admin/users?id=new");
        page.WaitForElement("#new-email", Patience).Change(email);

        await page.Find("form.bm-form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".link code").TextContent.ShouldContain("/account/invitation?code="), Patience);
        page.FindAll("tbody tr").ShouldContain(r => r.TextContent.Contains(email) && r.TextContent.Contains("Invited"));
        await page.Find("section.drawer [aria-label=Close]").ClickAsync();
        page.WaitForAssertion(() => page.FindAll("section.drawer").ShouldBeEmpty(), Patience);
        page.Markup.ShouldNotContain("/account/invitation?code=");
    }

    [Fact]
    public async Task A_mistake_stands_on_its_field()
    {
        var page = Open("/admin/users?id=new");
        page.WaitForElement("#new-email", Patience).Change("no address");

        await page.Find("form.bm-form").SubmitAsync();

        page.WaitForAssertion(() => page.Find("#email-error").TextContent.ShouldContain("Give an e-mail address"), Patience);
    }

    [Fact]
    public async Task Disabling_asks_first_and_the_badge_says_it_afterwards()
    {
        var (id, email) = await app.AddPersonAsync();
        var page = Open($"/admin/users?q={email}&id={id}");
        page.WaitForAssertion(() => page.Find("section.drawer .badge").TextContent.ShouldContain("Active"), Patience);

        var asked = page.FindAll("section.drawer button").Single(b => b.TextContent.Contains("Disable")).ClickAsync();
        var dialogs = Services.GetRequiredService<Dialogs>();
        dialogs.Open!.Message.ShouldContain("cannot sign in any more");
        (await app.PersonAsync(id)).DisabledAt.ShouldBeNull();
        await page.InvokeAsync(() => dialogs.Answer(true));
        await asked;

        page.WaitForAssertion(() => page.Find("section.drawer .badge").TextContent.ShouldContain("Disabled"), Patience);
        (await app.PersonAsync(id)).DisabledAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_filter_that_nobody_fits_says_so()
    {
        var page = Open("/admin/users?q=nobody-is-called-so");

        page.WaitForAssertion(() => page.Find("h2").TextContent.ShouldBe("Nobody fits"), Patience);
    }

    [Fact]
    public async Task The_audit_shows_words_opens_a_line_by_its_address_and_exports_what_it_shows()
    {
        var mark = Guid.NewGuid().ToString("N");
        await using var db = app.CreateDb();
        var entry = AuditEntry.Of(new Actor(ActorKind.Person, "u-1", "Ada", "192.0.2.9"), "accounts.user_deleted", mark, "keys revoked: one", allowed: true, TimeProvider.System.GetUtcNow());
        db.Add(entry);
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/admin/audit?text={mark}&id={entry.Id}");

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => page.Find("section.drawer h2").TextContent.ShouldBe("Account deleted"), Patience);
        page.Find("tbody tr").TextContent.ShouldContain("192.0.2.9");
        page.Find("section.drawer .details").TextContent.ShouldBe("keys revoked: one");
        page.FindAll("a[download]").ShouldAllBe(a => a.GetAttribute("href")!.Contains($"text={mark}"));
    }

    private IRenderedComponent<UsersPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<UsersPage>();
    }
}
