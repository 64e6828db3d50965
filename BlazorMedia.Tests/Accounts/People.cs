using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>People of a test, and what an administrator's program does with them.</summary>
internal static class People
{
    public const string Password = "a password of mine";

    public static async Task<(string Id, string Email)> AddPersonAsync(this AppFixture app, string role = Roles.Viewer, Action<AppUser>? change = null)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var user = new AppUser { UserName = email, Email = email };
        change?.Invoke(user);
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        await users.AddToRoleAsync(user, role);
        return (user.Id, email);
    }

    public static async Task<AppUser> PersonAsync(this AppFixture app, string id)
    {
        await using var db = app.CreateDb();
        return await db.Users.AsNoTracking().SingleAsync(u => u.Id == id);
    }

    /// <summary>A key of this person, for everything.</summary>
    public static async Task<HttpClient> KeyOfAsync(this AppFixture app, string userId)
    {
        var key = $"bm_{Guid.NewGuid():N}";
        await using var db = app.CreateDb();
        db.Add(ApiKey.Configured(key, key, "*", userId, TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync();
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-KEY", key);
        return client;
    }

    public static Task<HttpResponseMessage> PatchUserAsync(this HttpClient program, string id, object change) => program.PatchAsJsonAsync($"/api/v1/users/{id}", change);

    /// <summary>The path of the link in an answer.</summary>
    public static async Task<string> LinkAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        var json = JsonDocument.Parse(text).RootElement;
        return (json.TryGetProperty("invitation", out var invitation) ? invitation : json).GetProperty("path").GetString()!;
    }

    public static Task<HttpResponseMessage> OpenLinkAsync(this HttpClient browser, string link, string password = Password) =>
        browser.SendFormAsync(link, "main form", ("Form.Password", password), ("Form.Confirmation", password));

    public static async Task<bool> IsSignedInAsync(this HttpClient browser) => (await browser.GetAsync("/account")).StatusCode == System.Net.HttpStatusCode.OK;

    public static async Task<IReadOnlyList<AuditEntry>> LinesAsync(this AppFixture app, string subject)
    {
        await using var db = app.CreateDb();
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync();
    }
}
