using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>Whether this server still waits for its first user.</summary>
internal sealed class SetupState(IDbContextFactory<AppDbContext> databases)
{
    private volatile bool done;

    /// <summary>Asks the database until the answer is no, for another node may have been set up meanwhile; after that it never asks again.</summary>
    public async ValueTask<bool> IsOpenAsync(CancellationToken ct)
    {
        if (done) return false;
        await using var db = await databases.CreateDbContextAsync(ct);
        done = await db.Users.AnyAsync(ct);
        return !done;
    }
}
