using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>With an application of its own: nobody else may add an administrator meanwhile.</summary>
public sealed class LastAdministratorTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_one_is_neither_removed_nor_disabled_nor_demoted_also_beside_disabled_and_invited_ones()
    {
        var last = await AdminIdAsync();
        var (other, _) = await app.AddPersonAsync(Roles.Admin, u => u.DisabledAt = TimeProvider.System.GetUtcNow());
        var (invited, _) = await app.AddPersonAsync(Roles.Admin);
        await using var db = app.CreateDb();
        await db.Users.Where(u => u.Id == invited).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, (string?)null), Ct);
        using var program = app.CreateApiClient();
        var since = TimeProvider.System.GetUtcNow();

        using var demoted = await program.PatchUserAsync(last, new { role = "operator" });
        using var disabled = await program.PatchUserAsync(last, new { disabled = true });
        using var deleted = await program.DeleteAsync($"/api/v1/users/{last}", Ct);

        foreach (var refused in new[] { demoted, disabled, deleted }) await refused.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "accounts.last_administrator");
        (await app.PersonAsync(last)).DisabledAt.ShouldBeNull();
        (await app.LinesAsync(AppFixture.AdminEmail)).Where(l => l.At >= since).ShouldNotContain(l => l.Action == "accounts.user_deleted" || l.Action == "accounts.role_changed");
        foreach (var id in new[] { other, invited }) await program.DeleteAsync($"/api/v1/users/{id}", Ct);
    }

    [Fact]
    public async Task Of_administrators_who_remove_each_other_at_once_one_stays()
    {
        var first = await AdminIdAsync();
        List<string> ids = [first];
        for (var i = 0; i < 3; i++) ids.Add((await app.AddPersonAsync(Roles.Admin)).Id);
        var edit = app.Services.GetRequiredService<EditUser>();
        var delete = app.Services.GetRequiredService<DeleteUser>();

        var answers = await Task.WhenAll(ids.SelectMany((id, i) => new[]
        {
            Task.Run(() => i % 2 == 0 ? edit.HandleAsync(id, new(null, null, null, Disabled: true), Ct) : delete.HandleAsync(id, Ct), Ct),
            Task.Run(() => edit.HandleAsync(id, new(null, null, "viewer", null), Ct), Ct),
        }));

        answers.ShouldContain(a => !a.IsSuccess && a.Refusal == UserRefusals.LastAdministrator);
        await using var db = app.CreateDb();
        var admins = await (from user in db.Users
                            join link in db.UserRoles on user.Id equals link.UserId
                            join role in db.Roles on link.RoleId equals role.Id
                            where role.Name == Roles.Admin && user.DisabledAt == null && user.PasswordHash != null
                            select user.Id).CountAsync(Ct);
        admins.ShouldBe(1);
        await RestoreAsync(first);
    }

    private async Task<string> AdminIdAsync()
    {
        await using var db = app.CreateDb();
        return await db.Users.Where(u => u.Email == AppFixture.AdminEmail).Select(u => u.Id).SingleAsync(Ct);
    }

    // For whichever test comes after this one.
    private async Task RestoreAsync(string first)
    {
        await using var db = app.CreateDb();
        var admin = await db.Roles.Where(r => r.Name == Roles.Admin).Select(r => r.Id).SingleAsync(Ct);
        await db.Users.Where(u => u.Id == first).ExecuteUpdateAsync(u => u.SetProperty(x => x.DisabledAt, (DateTimeOffset?)null), Ct);
        await db.UserRoles.Where(l => l.UserId == first).ExecuteDeleteAsync(Ct);
        await db.UserRoles.Where(l => l.RoleId == admin).ExecuteDeleteAsync(Ct);
        db.UserRoles.Add(new() { UserId = first, RoleId = admin });
        await db.SaveChangesAsync(Ct);
    }
}
