using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Jobs;

/// <summary>The real engine on a real file; several hosts in a row may stand on one folder, as restarts do.</summary>
internal sealed class JobsHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private JobsHost(WebApplication app) => this.app = app;

    public Probe Probe => app.Services.GetRequiredService<Probe>();

    public JobBoard Board => app.Services.GetRequiredService<JobBoard>();

    public JobControl Control => app.Services.GetRequiredService<JobControl>();

    public JobSchedules Schedules => app.Services.GetRequiredService<JobSchedules>();

    public IJobQueue Queue => app.Services.GetRequiredService<IJobQueue>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<JobsHost> StartAsync(string folder, Action<IServiceCollection> addJobs, string? databaseFolder = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("BlazorMedia:DataDirectory", folder), .. TestDatabase.SettingsFor(databaseFolder ?? folder)]);
        builder.Logging.ClearProviders();
        builder.AddPlatform();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddDatabase();
        builder.AddJobs();
        builder.Services.AddSingleton<Probe>();
        addJobs(builder.Services);
        var app = builder.Build();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
            await db.Database.EnsureCreatedAsync();
        await app.StartAsync();
        return new JobsHost(app);
    }

    public Task EnqueueAsync<TJob>(string identity)
        where TJob : class, IJob<ProbeInput> => Queue.EnqueueAsync<TJob, ProbeInput>(new ProbeInput(identity), identity, TestContext.Current.CancellationToken);

    /// <summary>As a killed process leaves its file: the store still says "running", and nobody hands anything back.</summary>
    public async Task AbandonAsync() => await (await Get<WorkScheduler>().SchedulerAsync(CancellationToken.None)).Standby();

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Probe.Release();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
