using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

public sealed class JobFailureListenerTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_a_listener_writes_is_saved_with_the_failure_and_one_that_throws_loses_only_its_own_rows()
    {
        await using var host = await StartAsync(new Throwing(), new Writing("heard"));

        await host.Get<JobFailureLog>().RecordAsync("test.failing", "a", "{}", new IOException("no"), 1, Ct);

        (await host.Board.FailedCountAsync(Ct)).ShouldBe(1);
        (await ActionsAsync(host)).ShouldBe(["heard"]);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_does_not_lose_the_failure()
    {
        var same = Entry("twice");
        await using var host = await StartAsync(new Adding(same));
        await using (var db = await host.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct))
        {
            db.Add(same);
            await db.SaveChangesAsync(Ct);
        }

        await host.Get<JobFailureLog>().RecordAsync("test.failing", "a", "{}", new IOException("no"), 1, Ct);

        (await host.Board.FailedAsync(0, 1, Ct)).Items.Single().Error.ShouldBe("no");
        (await ActionsAsync(host)).ShouldBe(["twice"]);
    }

    private Task<JobsHost> StartAsync(params IJobFailureListener[] listeners) => JobsHost.StartAsync(folder.Path, s =>
    {
        s.AddJob<FailingJob, ProbeInput>();
        foreach (var listener in listeners) s.AddSingleton(listener);
    });

    private static async Task<List<string>> ActionsAsync(JobsHost host)
    {
        await using var db = await host.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return await db.Set<AuditEntry>().Select(e => e.Action).ToListAsync(Ct);
    }

    private static AuditEntry Entry(string action) => AuditEntry.Of(Actor.System, action, "", null, true, DateTimeOffset.UnixEpoch);

    private sealed class Writing(string action) : IJobFailureListener
    {
        public Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct)
        {
            db.Add(Entry(action));
            return Task.CompletedTask;
        }
    }

    private sealed class Throwing : IJobFailureListener
    {
        public Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct)
        {
            db.Add(Entry("half"));
            throw new InvalidOperationException("A listener may be wrong");
        }
    }

    private sealed class Adding(AuditEntry entry) : IJobFailureListener
    {
        public Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct)
        {
            db.Add(entry);
            return Task.CompletedTask;
        }
    }
}
