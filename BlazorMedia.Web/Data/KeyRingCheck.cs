using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Data;

/// <summary>Says at start what a lost key means; Data Protection itself would only say that it ignores some keys.</summary>
internal sealed partial class KeyRingCheck(IDbContextFactory<AppDbContext> databases, KeyRingKey key, ILogger<KeyRingCheck> logger)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).ToListAsync(ct);
        var lost = stored.Count(xml => !key.Opens(XElement.Parse(xml)));
        if (lost > 0) LogLost(lost, stored.Count, key.Source);
    }

    [LoggerMessage(LogLevel.Error, "{Lost} of {All} keys of the key ring were encrypted with another key than that of {Source}: people must sign in again, and streams with a password need their address again. To avoid that, stop, put the former key back and start again")]
    private partial void LogLost(int lost, int all, string source);
}
