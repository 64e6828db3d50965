using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>A part of a page that reads anew whenever background work has changed.</summary>
public abstract partial class JobsView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private IDisposable? subscription;

    [Inject] internal JobBoard Board { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal AuthenticationStateProvider Authentication { get; init; } = default!;

    [Inject] internal ILogger<JobsView> Logger { get; init; } = default!;

    /// <summary>Why the last reading failed; null when it succeeded.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>There is something to show, if perhaps not the latest.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>An operator reads, an administrator steers.</summary>
    protected bool CanSteer { get; private set; }

    protected CancellationToken Leaving => leaving.Token;

    public void Dispose()
    {
        subscription?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    protected abstract Task LoadAsync(CancellationToken ct);

    protected override async Task OnInitializedAsync()
    {
        CanSteer = (await CurrentUser.OfAsync(Authentication)).IsAdmin;
        subscription = Topics.Subscribe(JobPulse.Topic, () => InvokeAsync(ReloadAsync));
        await ReloadAsync();
    }

    protected async Task ReloadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        try
        {
            await LoadAsync(leaving.Token);
            (Fault, Loaded) = (null, true);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What is on the screen stays; the page says that it is not up to date and offers to try again.
            Fault = exception;
            LogFault(Logger, exception);
        }
        StateHasChanged();
    }

    [LoggerMessage(LogLevel.Warning, "Background work could not be read for a page")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
