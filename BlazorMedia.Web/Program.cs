using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Operations;
using BlazorMedia.Web.Features.Recordings;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using BlazorMedia.Web.Shared;

var builder = WebApplication.CreateBuilder(args);

builder.AddPlatform();
builder.AddDatabase();
builder.AddShared();
builder.AddJobs();
builder.AddAccounts();
builder.AddWebhooks();
builder.AddStreams();
builder.AddRecordings();
builder.AddOperations();

await using var app = builder.Build();

try
{
    app.RefuseMistakes();
    await app.MigrateDatabaseAsync();
    await app.PrepareAccountsAsync();

    app.UseSecurityHeaders();
    app.UseFirstRun();
    app.UsePlatform();
    app.MapAccounts();
    app.MapJobs();
    app.MapWebhooks();
    app.MapStreams();
    app.MapRecordings();
    app.MapOperations();
    app.MapShared();

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartMistakes.IsForTheOperator(exception))
{
    return StartMistakes.Print(exception);
}
