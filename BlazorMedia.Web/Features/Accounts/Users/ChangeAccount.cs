using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>Every change of somebody's account goes through here, one after another, so that the last administrator stays whoever asks at the same time.</summary>
internal sealed class ChangeAccount(IDbContextFactory<AppDbContext> databases, LiveTopics topics, TimeProvider clock)
{
    private const int Attempts = 2;

    /// <param name="change">Changes the rows and adds their audit lines, or refuses; called again when the account was changed elsewhere meanwhile. Nothing is kept of a change that leaves no administrator.</param>
    public async Task<Result<UserDto>> ApplyAsync(string id, Func<AppDbContext, AppUser, Task<List<Refusal>>> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(id, change, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Its person signed in or changed something: that is in the row when it is read anew.
                if (attempt == Attempts) return UserRefusals.ChangedMeanwhile;
            }
        }
    }

    private async Task<Result<UserDto>> TryAsync(string id, Func<AppDbContext, AppUser, Task<List<Refusal>>> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAdministratorsAsync(ct);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, ct) is not { } user) return UserRefusals.NotFound;
        var before = await db.UserRowsOf(db.Users.Where(u => u.Id == id), clock.GetUtcNow()).SingleAsync(ct);
        var refusals = await SaveAsync(db, await db.AnyAdministratorLeftAsync(ct), () => change(db, user), ct);
        if (refusals.Count > 0) return refusals;
        var after = await db.UserRowsOf(db.Users.Where(u => u.Id == id), clock.GetUtcNow()).SingleOrDefaultAsync(ct);
        await transaction.CommitAsync(ct);
        topics.Publish(UserTopics.Users);
        return after ?? before;
    }

    private static async Task<List<Refusal>> SaveAsync(AppDbContext db, bool hadAdministrator, Func<Task<List<Refusal>>> change, CancellationToken ct)
    {
        if (await change() is { Count: > 0 } refusals) return refusals;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return [AccountRefusals.EmailTaken];
        }
        return hadAdministrator && !await db.AnyAdministratorLeftAsync(ct) ? [UserRefusals.LastAdministrator] : [];
    }
}
