namespace BlazorMedia.Web.Platform;

/// <summary>
/// Once the app stops, nobody is let in any more. Open pages whose connection is closed would connect again at once, and the stop would wait
/// for them until its patience ends, with none left for recordings and streams.
/// </summary>
internal static class ClosingDoor
{
    public static void UseClosingDoor(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (!stopping.IsCancellationRequested) return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
    }
}
