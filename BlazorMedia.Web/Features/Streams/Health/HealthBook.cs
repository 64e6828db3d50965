using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Rules, open alerts and readiness of every path, in memory, because lists and rounds ask for them all the time.</summary>
internal sealed class HealthBook(IDbContextFactory<AppDbContext> databases, IOptionsMonitor<StreamsOptions> options)
{
    private readonly ConcurrentDictionary<Guid, StreamHealthRules> rules = new();
    private readonly ConcurrentDictionary<Guid, ImmutableArray<StreamAlert>> open = new();
    private readonly ConcurrentDictionary<Guid, Readiness> readiness = new();

    /// <summary>Between two slow checks of a ready path.</summary>
    public TimeSpan ReadyInterval => TimeSpan.FromSeconds(options.CurrentValue.ReadySeconds);

    public StreamHealthRules RulesOf(Guid id) => rules.GetValueOrDefault(id) ?? StreamHealthRules.Default(id);

    public ImmutableArray<StreamAlert> OpenOf(Guid id) => open.GetValueOrDefault(id, []);

    public Readiness ReadinessOf(Guid id) => readiness.GetOrAdd(id, _ => new());

    /// <summary>Of a path that another node pulls only the state is known.</summary>
    public bool IsReady(LiveStream stream) => stream.Elsewhere is null ? ReadinessOf(stream.Id).IsReady : stream.Status.State == StreamState.Live;

    /// <summary>What the database holds; another node may have changed it.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var row in await db.Set<StreamHealthRules>().AsNoTracking().ToListAsync(ct)) rules[row.StreamId] = row;
        var rows = await db.Set<StreamAlert>().AsNoTracking().Where(a => a.ClearedAt == null).OrderBy(a => a.RaisedAt).ToListAsync(ct);
        var byStream = rows.GroupBy(a => a.StreamId).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        foreach (var gone in open.Keys.Where(id => !byStream.ContainsKey(id))) open.TryRemove(gone, out _);
        foreach (var (id, alerts) in byStream) open[id] = alerts;
    }

    public void Forget(Guid id)
    {
        rules.TryRemove(id, out _);
        open.TryRemove(id, out _);
        readiness.TryRemove(id, out _);
    }

    internal void Keep(StreamHealthRules saved) => rules[saved.StreamId] = saved;

    internal void Raised(StreamAlert alert) => open[alert.StreamId] = OpenOf(alert.StreamId).Add(alert);

    internal void Cleared(StreamAlert alert) => open[alert.StreamId] = OpenOf(alert.StreamId).RemoveAll(a => a.Id == alert.Id);
}
