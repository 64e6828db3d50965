using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Accounts;

public sealed class KeysPageTests : KeysPageContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public KeysPageTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        using var db = app.CreateDb();
        db.Set<ApiKey>().Where(k => !k.FromConfiguration).ExecuteDelete();
    }

    [Fact]
    public void The_form_makes_a_key_of_the_boxes_that_were_ticked_and_shows_it_with_a_line_to_try_it()
    {
        var page = Open("?id=new");

        page.Find("input[name=name]").Change("door script");
        page.Find("input[name='streams:read']").Change(true);
        page.Find("input[name='jobs:write']").Change(true);
        page.Find("input[name='jobs:read']").HasAttribute("disabled").ShouldBeTrue();
        page.Find("form.bm-form").Submit();

        page.WaitForAssertion(() => page.Find(".value").TextContent.ShouldStartWith("bm_"), Patience);
        var secret = page.Find(".value").TextContent;
        page.Find("pre").TextContent.ShouldContain($"X-API-KEY: {secret}");
        using var db = app.CreateDb();
        var key = db.Set<ApiKey>().Single(k => k.Name == "door script");
        (key.Hash, key.Scopes).ShouldBe((ApiKey.HashOf(secret), "jobs,streams:read"));
        (key.ExpiresAt - Clock.GetUtcNow()).ShouldBe(TimeSpan.FromDays(90));
    }

    [Fact]
    public void Mistakes_stand_at_their_fields_and_nothing_is_made()
    {
        Add("taken");
        var page = Open("?id=new");
        page.Find("select[name=life]").Change("date");

        page.Find("form.bm-form").Submit();

        page.WaitForAssertion(() => page.FindAll("[role=alert]").Select(e => e.Id).ShouldBe(["name-error", "scopes-error", "expiresAt-error"], ignoreOrder: true), Patience);
        using var db = app.CreateDb();
        db.Set<ApiKey>().Count(k => !k.FromConfiguration).ShouldBe(1);
    }

    [Fact]
    public void A_name_in_use_is_refused_at_its_field()
    {
        Add("taken");
        var page = Open("?id=new");
        page.Find("input[name=name]").Change("taken");
        page.Find("input[name=all]").Change(true);

        page.Find("form.bm-form").Submit();

        page.WaitForAssertion(() => page.Find("#name-error").TextContent.ShouldContain("Another key already has this name."), Patience);
    }

    [Fact]
    public async Task Revoking_asks_once_and_says_what_stops()
    {
        var id = Add("to revoke");
        var page = Open($"?id={id}");
        page.WaitForAssertion(() => page.Find(".bm-button-danger").TextContent.ShouldContain("Revoke"), Patience);

        var clicked = page.Find(".bm-button-danger").ClickAsync(new());
        await Eventually.TrueAsync(() => Dialogs.Open is not null, "the question is asked");
        Dialogs.Open!.Message.ShouldContain("to revoke");
        Dialogs.Answer(true);
        await clicked;

        await using var db = app.CreateDb();
        (await db.Set<ApiKey>().SingleAsync(k => k.Id == id, Ct)).RevokedAt.ShouldNotBeNull();
        page.WaitForAssertion(() => page.FindAll("tbody tr").ShouldNotContain(r => r.TextContent.Contains("to revoke", StringComparison.Ordinal)), Patience);
    }

    [Fact]
    public void A_key_of_the_configuration_is_shown_as_such_and_cannot_be_changed()
    {
        using var db = app.CreateDb();
        var configured = db.Set<ApiKey>().First(k => k.FromConfiguration).Id;

        var page = Open($"?id={configured}");

        page.WaitForAssertion(() => page.Markup.ShouldContain("This comes from the configuration"), Patience);
        page.FindAll(".drawer form, .drawer .bm-button-danger").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_is_renamed_in_its_drawer()
    {
        var id = Add("old name");
        var page = Open($"?id={id}");
        page.WaitForAssertion(() => page.Find("input[name=rename]"), Patience);

        page.Find("input[name=rename]").Change("new name");
        await page.Find("form.rename").SubmitAsync();

        page.WaitForAssertion(() => page.FindAll("tbody tr").ShouldContain(r => r.TextContent.Contains("new name", StringComparison.Ordinal)), Patience);
    }

    [Theory]
    [InlineData("?state=expiring", "soon")]
    [InlineData("?state=revoked", "gone")]
    [InlineData("?q=far", "far away")]
    public void Filters_stand_in_the_address(string query, string expected)
    {
        Add("soon", TimeProvider.System.GetUtcNow().AddDays(3));
        Add("far away", TimeProvider.System.GetUtcNow().AddDays(300));
        Add("gone", revoked: true);

        var page = Open(query);

        page.WaitForAssertion(() => page.FindAll("tbody tr strong").Select(e => e.TextContent).ShouldBe([expected]), Patience);
    }

    [Fact]
    public void The_overview_warns_of_keys_that_end_within_14_days()
    {
        Add("soon", TimeProvider.System.GetUtcNow().AddDays(13));
        Add("later", TimeProvider.System.GetUtcNow().AddDays(15));

        var part = Render<ExpiringKeysPart>();

        part.WaitForAssertion(() => part.Find("a").GetAttribute("href").ShouldBe("/admin/keys?state=expiring"), Patience);
        part.Markup.ShouldContain(">1<");
    }

    private Guid Add(string name, DateTimeOffset? expiresAt = null, bool revoked = false)
    {
        using var db = app.CreateDb();
        var (key, _) = ApiKey.Create(name, ["jobs"], db.Users.First().Id, expiresAt, TimeProvider.System.GetUtcNow());
        if (revoked) key.Revoke(TimeProvider.System.GetUtcNow());
        db.Add(key);
        db.SaveChanges();
        return key.Id;
    }
}
