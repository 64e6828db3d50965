using AngleSharp.Dom;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Pages;
using BlazorMedia.Web.Features.Jobs.Settings;
using BlazorMedia.Web.Features.Jobs.Statistics;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

/// <summary>The page over the real engine, seen by an administrator.</summary>
public abstract class JobsPageScene : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder folder = new();
    private BunitAuthorizationContext person = default!;
    private JobsHost host = default!;

    internal JobsHost Host => host;

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    protected BunitContext Page { get; } = new();

    public async ValueTask InitializeAsync()
    {
        host = await JobsHost.StartAsync(folder.Path, s => s
            .AddJob<HeldJob, ProbeInput>().AddJob<FailingJob, ProbeInput>().AddJob<TalkingJob, ProbeInput>().AddScheduledJob<FailingScheduledJob>());
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        person = Page.AddAuthorization();
        person.SetAuthorized("olga").SetPolicies("operator").SetRoles(Roles.Admin);
        Page.Services.AddLocalization().AddSingleton(TimeProvider.System).AddShell();
        Page.Services.AddSingleton(host.Board).AddSingleton(host.Control).AddSingleton(host.Schedules).AddSingleton(host.Get<LiveTopics>());
        Page.Services.AddSingleton(host.Get<JobCounting>()).AddSingleton(host.Get<JobTallies>()).AddSingleton(host.Get<JobNodes>()).AddSingleton(host.Get<JobKinds>());
        Page.Services.AddSingleton(host.Get<JobRuns>()).AddSingleton(host.Get<RunningJobs>()).AddSingleton(host.Get<JobCatalog>());
        Page.Services.AddSingleton(host.Get<ChangeSchedule>()).AddSingleton(host.Get<ChangeRetries>()).AddSingleton(host.Get<SchedulePreview>());
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        await host.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void AsOperator() => person.SetRoles(Roles.Operator);

    protected IRenderedComponent<JobsPage> Open(string query)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/jobs" + query);
        return Page.Render<JobsPage>();
    }

    /// <returns>What was asked.</returns>
    protected async Task<string> AgreeAsync()
    {
        var dialogs = Page.Services.GetRequiredService<Dialogs>();
        await Eventually.TrueAsync(() => dialogs.Open is not null, "the question is asked");
        var question = dialogs.Open!.Message;
        dialogs.Answer(true);
        return question;
    }

    /// <summary>Finds and clicks in one go: a run that ends in between would draw the button anew.</summary>
    protected static Task PressAsync(IRenderedComponent<JobsPage> shown, string text) => shown.InvokeAsync(() => Button(shown, text).ClickAsync());

    protected static IElement Button(IRenderedComponent<JobsPage> shown, string text) =>
        shown.FindAll("button").First(b => b.TextContent.Trim().EndsWith(text, StringComparison.Ordinal));
}
