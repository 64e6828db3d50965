using BlazorMedia.Domain.Operations;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ownership;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Streams;

[OnPostgres]
public sealed class OwnershipTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(4, 2, 2)]
    [InlineData(10, 3, 4)]
    public void The_shares_of_all_nodes_cover_every_path(int paths, int nodes, int share) => Shares.Of(paths, nodes).ShouldBe(share);

    [Fact]
    public async Task Of_many_that_claim_a_free_path_at_once_one_gets_it()
    {
        await AddPathAsync();
        var members = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => JoinAsync($"n{i}")));
        var path = (await members[0].Owners.ReadAsync(Ct)).Single();

        var claims = await Task.WhenAll(members.Select(m => m.Owners.ClaimAsync(path, Ct)));

        claims.Count(c => c).ShouldBe(1);
        (await members[0].Owners.ReadAsync(Ct)).Single().Owner!.NodeId.ShouldBe(members[Array.IndexOf(claims, true)].Self.Id);
    }

    [Fact]
    public async Task A_path_of_a_silent_node_is_free_after_its_patience_and_one_of_the_others_gets_it()
    {
        await AddPathAsync();
        var (first, second, third) = (await JoinAsync("a"), await JoinAsync("b"), await JoinAsync("c"));
        await first.Owners.ClaimAsync((await first.Owners.ReadAsync(Ct)).Single(), Ct);
        await BeatAsync(second, third);
        second.Owners.IsFree((await second.Owners.ReadAsync(Ct)).Single().Owner).ShouldBeFalse();

        clock.Advance(Node.Patience);
        await BeatAsync(second, third);
        var free = (await second.Owners.ReadAsync(Ct)).Single();
        second.Owners.IsFree(free.Owner).ShouldBeTrue();

        var claims = await Task.WhenAll(second.Owners.ClaimAsync(free, Ct), third.Owners.ClaimAsync(free, Ct));
        claims.Count(c => c).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_speaks_again_in_the_last_moment_keeps_its_path()
    {
        await AddPathAsync();
        var (first, second) = (await JoinAsync("a"), await JoinAsync("b"));
        await first.Owners.ClaimAsync((await first.Owners.ReadAsync(Ct)).Single(), Ct);
        clock.Advance(Node.Patience);
        await BeatAsync(second);
        var seen = (await second.Owners.ReadAsync(Ct)).Single();

        await BeatAsync(first);

        (await second.Owners.ClaimAsync(seen, Ct)).ShouldBeFalse();
        first.Owners.IsMine((await first.Owners.ReadAsync(Ct)).Single().Owner).ShouldBeTrue();
    }

    [Fact]
    public async Task The_lease_ends_before_others_may_take_over_but_never_for_the_only_node()
    {
        var first = await JoinAsync("a");
        clock.Advance(Node.Patience);
        first.Nodes.HasLease.ShouldBeTrue();

        var second = await JoinAsync("b");
        await BeatAsync(first);
        clock.Advance(Node.Lease - TimeSpan.FromSeconds(1));
        first.Nodes.HasLease.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        first.Nodes.HasLease.ShouldBeFalse();

        await BeatAsync(second, first);
        first.Nodes.HasLease.ShouldBeTrue();
    }

    [Fact]
    public async Task A_copied_data_directory_is_noticed_by_the_process_that_it_displaces()
    {
        var first = await JoinAsync("a");
        await JoinAsync("a");

        await BeatAsync(first);

        (first.Nodes.IsReplaced, first.Nodes.HasLease).ShouldBe((true, false));
    }

    [Fact]
    public void A_published_status_is_read_back_without_what_changes_every_second()
    {
        var task = Guid.NewGuid();
        var status = new StreamStatus(StreamState.Live, null, clock.GetUtcNow()) { VideoCodec = "h264", Width = 640, Height = 360, Fps = 25, BitsPerSecond = 1000, LastKeyframeAt = clock.GetUtcNow(), Reconnects = 2 };

        var read = PublishedStatus.Read(PublishedStatus.Write(status, task)).ShouldNotBeNull();

        read.ShouldBe(new PublishedStatus(status with { Fps = null, BitsPerSecond = null, LastKeyframeAt = null }, task));
        PublishedStatus.Read("not json").ShouldBeNull();
    }

    private async Task AddPathAsync()
    {
        await using var db = Open();
        db.Add(StreamPath.Create(new StreamSettings("door", null, null, 0, true, false, false, 0, null), clock.GetUtcNow()));
        await db.SaveChangesAsync(Ct);
    }

    private static async Task BeatAsync(params Member[] members)
    {
        foreach (var member in members) await member.Nodes.BeatAsync(Ct);
    }

    /// <summary>The same name is the same data directory.</summary>
    private async Task<Member> JoinAsync(string name)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("BlazorMedia:DataDirectory", folder.File(name)), new("Database:Provider", "postgres")]).Build();
        var self = new ThisNode(settings, Options.Create(new NodeOptions { Name = name }), new DataDirectory(settings));
        var databases = new Databases(Open);
        var nodes = new NodeList(databases, self, clock);
        await nodes.JoinAsync(Ct);
        return new(self, nodes, new OwnerLedger(databases, nodes, self));
    }

    private AppDbContext Open() => TestDatabase.CreateContext(folder.Path, postgres: true);

    private sealed record Member(ThisNode Self, NodeList Nodes, OwnerLedger Owners);

    private sealed class Databases(Func<AppDbContext> open) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => open();
    }
}
