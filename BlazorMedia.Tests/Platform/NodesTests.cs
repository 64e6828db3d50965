using BlazorMedia.Domain.Operations;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Platform;

public sealed class NodesTests
{
    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_node_whose_count_stands_still_is_dead_after_its_patience_whatever_its_clock_says()
    {
        var watch = new NodeWatch(clock);
        var node = NodeOf(clock.GetUtcNow().AddDays(-3));

        watch.Look([node]).ShouldContain(node.Id);
        clock.Advance(Node.Patience - TimeSpan.FromSeconds(1));
        watch.Look([node]).ShouldContain(node.Id);
        clock.Advance(TimeSpan.FromSeconds(1));
        watch.Look([node]).ShouldBeEmpty();

        node.Start(Guid.NewGuid(), "a", null, "1", clock.GetUtcNow().AddDays(-3));
        watch.Look([node]).ShouldContain(node.Id);
    }

    [Fact]
    public void A_node_that_stopped_in_order_is_not_waited_for()
    {
        var node = NodeOf(clock.GetUtcNow());

        node.Stop(clock.GetUtcNow());

        new NodeWatch(clock).Look([node]).ShouldBeEmpty();
        node.IsAlive(clock.GetUtcNow()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_node_keeps_its_identity_over_restarts_and_says_when_it_stopped()
    {
        using var data = new TempFolder();
        Guid id, run;
        await using (var app = await StartAsync(data))
        {
            (id, run) = (app.Services.GetRequiredService<ThisNode>().Id, app.Services.GetRequiredService<ThisNode>().Run);
            app.Services.GetRequiredService<NodeList>().All.Single().IsAlive(TimeProvider.System.GetUtcNow()).ShouldBeTrue();
        }

        await using var again = await StartAsync(data);

        var node = again.Services.GetRequiredService<NodeList>().All.Single();
        (node.Id, node.Name, node.Address, node.StoppedAt).ShouldBe((id, "first", "https://first.example.org", null));
        node.Run.ShouldNotBe(run);
    }

    [Fact]
    public async Task A_stop_in_order_is_written_down()
    {
        using var data = new TempFolder();
        var app = await StartAsync(data);
        var nodes = app.Services.GetRequiredService<NodeList>();

        await nodes.LeaveAsync(Ct);

        await using (var db = app.CreateDb()) (await db.Set<Node>().SingleAsync(Ct)).StoppedAt.ShouldNotBeNull();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task In_a_database_of_its_own_a_node_is_the_only_living_one_whatever_rows_a_backup_brought()
    {
        using var data = new TempFolder();
        await using var app = await StartAsync(data);
        var nodes = app.Services.GetRequiredService<NodeList>();
        await using (var db = app.CreateDb())
        {
            db.Add(NodeOf(TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        await nodes.JoinAsync(Ct);

        nodes.All.Count.ShouldBe(2);
        nodes.Alive.ShouldHaveSingleItem().ShouldBe(nodes.Self);
    }

    private static Node NodeOf(DateTimeOffset now)
    {
        var node = Node.Of(Guid.NewGuid());
        node.Start(Guid.NewGuid(), "a", null, "1", now);
        return node;
    }

    private static async Task<AppFixture> StartAsync(TempFolder data)
    {
        var app = new NodeFixture(data.Path);
        await app.InitializeAsync();
        return app;
    }

    private sealed class NodeFixture(string folder) : AppFixture
    {
        protected override void Configure(IDictionary<string, string?> settings) =>
            (settings["BlazorMedia:DataDirectory"], settings["Node:Name"], settings["Node:Address"]) = (folder, "first", "https://first.example.org/");
    }
}
