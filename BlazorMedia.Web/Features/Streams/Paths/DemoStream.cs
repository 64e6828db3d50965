using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>With <c>Streams__Demo</c>, the first path is the built-in test picture, so that a newcomer sees something move. Runs before the ingest starts.</summary>
internal sealed class DemoStream(IDbContextFactory<AppDbContext> databases, SourceVault vault, IOptions<StreamsOptions> options, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Demo) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<StreamPath>().AnyAsync(cancellationToken)) return;
        var path = StreamPath.Create(new StreamSettings("demo", "Demo", null, 0, Enabled: true, OnDemand: false, Record: false, PreRollSeconds: 0, null), time.GetUtcNow());
        vault.Store(path, SourceAddress.Parse("testpattern://demo").Value, time.GetUtcNow());
        db.Add(path);
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
