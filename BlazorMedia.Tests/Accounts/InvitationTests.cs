using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class InvitationTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_invited_person_sets_a_password_is_signed_in_and_has_the_chosen_role()
    {
        var (id, email, link) = await InviteAsync(Roles.Operator);
        using var browser = app.CreateClient();

        using var accepted = await browser.SendFormAsync(link, "main form", ("Form.DisplayName", "Grace"), ("Form.Password", People.Password), ("Form.Confirmation", People.Password));

        accepted.ShouldRedirectTo("/");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await browser.GetAsync("/streams/new", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/admin/users", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.PersonAsync(id)).DisplayName.ShouldBe("Grace");
        (await app.LinesAsync(email)).Select(l => l.Action).ShouldBe(["accounts.user_invited", "accounts.invitation_accepted", "accounts.signed_in"]);
    }

    [Fact]
    public async Task Until_the_link_is_used_nobody_can_sign_in_and_only_its_hash_is_stored()
    {
        var (id, email, link) = await InviteAsync();
        var code = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        using var answer = await app.CreateClient().SendPasswordAsync(email, "");
        await using var db = app.CreateDb();
        var row = await db.Set<Invitation>().SingleAsync(i => i.UserId == id, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        row.Hash.ShouldBe(Invitation.HashOf(code));
        row.ExpiresAt.ShouldBe(row.CreatedAt.AddDays(7));
        code.Length.ShouldBe(43);
        row.Hash.ShouldNotContain(code);
    }

    [Theory]
    [InlineData("used", "used already")]
    [InlineData("revoked", "was withdrawn")]
    [InlineData("expired", "too old")]
    [InlineData("replaced", "was withdrawn")]
    [InlineData("disabled", "is disabled")]
    public async Task A_link_that_does_not_count_any_more_is_refused_with_the_reason_and_changes_nothing(string how, string reason)
    {
        var (id, _, link) = await InviteAsync();
        using var open = app.CreateClient();
        var form = await SignInPage.FormAsync(open, link, "main form");
        await SpoilAsync(how, id, link);
        var before = (await app.PersonAsync(id)).PasswordHash;

        var page = await app.CreateClient().GetTextAsync(link);
        var fields = SignInPage.Fields(form);
        (fields["Form.Password"], fields["Form.Confirmation"]) = ("another password", "another password");
        using var sent = await open.PostAsync(link, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

        page.ShouldContain(reason);
        page.ShouldNotContain("type=\"password\"");
        (await open.IsSignedInAsync()).ShouldBeFalse();
        (await app.PersonAsync(id)).PasswordHash.ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_browsers_that_use_the_link_at_once_one_wins()
    {
        var (_, _, link) = await InviteAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => app.CreateClient()).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.OpenLinkAsync(link, $"the password number {i}")).Select(NotFoundFormAsFailure));

        answers.Count(a => a is { StatusCode: HttpStatusCode.Redirect or HttpStatusCode.SeeOther }).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_code_says_nothing_about_anybody()
    {
        var page = await app.CreateClient().GetTextAsync("/account/invitation?code=nothing");

        page.ShouldContain("This link is not valid");
        page.ShouldNotContain("@example");
    }

    [Fact]
    public async Task A_link_for_a_new_password_leaves_the_present_one_until_it_is_used_and_then_signs_out_every_other_browser()
    {
        var (id, email) = await app.AddPersonAsync();
        using var elsewhere = await app.SignInAsync(email, People.Password);
        var link = await (await app.CreateApiClient().PostAsJsonAsync($"/api/v1/users/{id}/invitations", new { }, TestContext.Current.CancellationToken)).LinkAsync();
        (await elsewhere.IsSignedInAsync()).ShouldBeTrue();
        using var browser = app.CreateClient();

        using var accepted = await browser.OpenLinkAsync(link, "a quite new password");

        accepted.ShouldRedirectTo("/");
        (await elsewhere.IsSignedInAsync()).ShouldBeFalse();
        (await app.CreateClient().SendPasswordAsync(email, "a quite new password")).ShouldRedirectTo("/");
    }

    [Theory]
    [InlineData("address")]
    [InlineData("console")]
    [InlineData("own")]
    public async Task A_waiting_link_stops_counting_when_address_or_password_are_changed_otherwise(string how)
    {
        var (id, email) = await app.AddPersonAsync();
        using var program = app.CreateApiClient();
        var link = await (await program.PostAsJsonAsync($"/api/v1/users/{id}/invitations", new { }, TestContext.Current.CancellationToken)).LinkAsync();

        if (how == "address") (await program.PatchUserAsync(id, new { email = $"new-{email}" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        else if (how == "console") await SetPasswordAsync(id);
        else await ChangeOwnPasswordAsync(email);

        (await app.CreateClient().GetTextAsync(link)).ShouldContain("was withdrawn");
    }

    [Fact]
    public async Task The_link_does_not_stand_for_the_second_factor()
    {
        var (id, _) = await app.AddPersonAsync(change: u => u.TwoFactorEnabled = true);
        var link = await (await app.CreateApiClient().PostAsJsonAsync($"/api/v1/users/{id}/invitations", new { }, TestContext.Current.CancellationToken)).LinkAsync();
        using var browser = app.CreateClient();

        using var accepted = await browser.OpenLinkAsync(link);

        accepted.ShouldRedirectTo("/account/login?done=password");
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("too short", "too short", "at least 10 characters")]
    [InlineData("a good password", "another password", "not the same")]
    public async Task A_password_that_is_not_accepted_leaves_the_link_usable(string password, string confirmation, string sentence)
    {
        var (_, _, link) = await InviteAsync();
        using var browser = app.CreateClient();

        using var refused = await browser.SendFormAsync(link, "main form", ("Form.Password", password), ("Form.Confirmation", confirmation));
        using var accepted = await browser.OpenLinkAsync(link);

        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(sentence);
        accepted.ShouldRedirectTo("/");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    public async Task A_link_for_no_days_or_for_ever_is_refused(int days)
    {
        var (id, _) = await app.AddPersonAsync();

        using var answer = await app.CreateApiClient().PostAsJsonAsync($"/api/v1/users/{id}/invitations", new { validDays = days }, TestContext.Current.CancellationToken);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.days_out_of_range");
    }

    private async Task SetPasswordAsync(string id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<SetPassword>().HandleAsync(id, "another password", TestContext.Current.CancellationToken)).IsSuccess.ShouldBeTrue();
    }

    private async Task ChangeOwnPasswordAsync(string email)
    {
        using var browser = await app.SignInAsync(email, People.Password);
        using var changed = await browser.SendFormAsync(
            "/account/password", "section form", ("Form.CurrentPassword", People.Password), ("Form.Password", "another password"), ("Form.Confirmation", "another password"));
        changed.ShouldRedirectTo("/account/password?done=password");
    }

    private async Task SpoilAsync(string how, string id, string link)
    {
        using var program = app.CreateApiClient();
        await using var db = app.CreateDb();
        var now = TimeProvider.System.GetUtcNow();
        if (how == "used") (await app.CreateClient().OpenLinkAsync(link)).ShouldRedirectTo("/");
        else if (how == "revoked") (await program.DeleteAsync($"/api/v1/users/{id}/invitations")).StatusCode.ShouldBe(HttpStatusCode.OK);
        else if (how == "expired") await db.Set<Invitation>().Where(i => i.UserId == id).ExecuteUpdateAsync(i => i.SetProperty(x => x.ExpiresAt, now));
        else if (how == "replaced") await (await program.PostAsJsonAsync($"/api/v1/users/{id}/invitations", new { })).LinkAsync();
        else (await program.PatchUserAsync(id, new { disabled = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // The slower browsers may find the form gone already.
    private static async Task<HttpResponseMessage?> NotFoundFormAsFailure(Task<HttpResponseMessage> sending)
    {
        try
        {
            return await sending;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<(string Id, string Email, string Link)> InviteAsync(string role = Roles.Viewer)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        using var created = await app.CreateApiClient().PostAsJsonAsync("/api/v1/users", new { email, role });
        var link = await created.LinkAsync();
        var json = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("user").GetProperty("id").GetString()!, email, link);
    }
}
