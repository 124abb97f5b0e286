# Written by `npm run generate`, from the declarations of the commands.
# __ostk_complete PROGRAM: what may stand at the end of the line. No process is started but for names.
function __ostk_complete
    set -l program $argv[1]
    set -l trees __ostk_{$program}_trees
    set -l tree $program
    set -g __ostk_line (commandline -opc)
    set -l line $__ostk_line
    set -l stem (commandline -ct | string unescape)
    set -l at ''
    set -l seen 0
    set -l wanted
    set -l ended
    set -l next
    set -l opts
    set -l spec
    set -l flag
    __ostk_look
    set -l globals $opts
    for word in $line[2..-1]
        if set -q wanted[1]
            set -e wanted
            if test "$flag$at" = --as; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            end
        else if test "$word" = --
            set ended 1
        else if string match -q -- '-*' $word; and not set -q ended[1]
            set flag $word
            set spec (__ostk_option $word $opts $globals)
            if not string match -q -- '*=*' $word; and string match -q -- '=*' "$spec"
                set wanted $spec
            end
        else if test "$seen$at$word" = 0help
            continue
        else if test $seen = 0; and string match -q -- "$word"\t'*' $next
            if test "$tree$at" = "$program"; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            else
                set at (string trim -- "$at $word")
                __ostk_look
            end
        else
            set seen (math $seen + 1)
        end
    end
    if set -q wanted[1]
        __ostk_value (string sub -s 2 -- $wanted) "$stem" ''
    else if string match -q -- '-*=*' $stem; and not set -q ended[1]
        set -l parts (string split -m 1 = -- $stem)
        set spec (__ostk_option $parts[1] $opts $globals)
        __ostk_value (string sub -s 2 -- "$spec") "$parts[2]" "$parts[1]="
    else if string match -q -- '-*' $stem; and not set -q ended[1]
        set -l found
        test -n "$at"; and set found (__ostk_flags $stem $opts)
        set -q found[1]; or set found (__ostk_flags $stem $globals)
        printf '%s\n' $found
    else
        test $seen = 0; and printf '%s\n' (string match -- "$stem*" $next)
        set -l number 0
        for spec in $opts
            string match -q -- '<*' $spec; or continue
            if test $number = $seen; or string match -q -- '<+*' $spec
                __ostk_value (string replace -r '^<\+?' '' -- $spec) "$stem" ''
                return
            end
            set number (math $number + 1)
        end
    end
end

# Sets next and opts for tree and at.
function __ostk_look --no-scope-shadowing
    set next
    set opts
    "__ostk_"$program"_$tree"
    switch "$opts[1]"
        case %list
            set opts $__ostk_list_options $opts[2..-1]
        case %show
            set opts $__ostk_show_options $opts[2..-1]
    end
end

# __ostk_option FLAG OPTIONS: prints `=VALUE` where it takes a value
function __ostk_option
    for each in $argv[2..-1]
        set -l parts (string split -m 1 = -- $each)
        if contains -- $argv[1] (string split , -- $parts[1])
            set -q parts[2]; and printf '=%s\n' $parts[2]
            return
        end
    end
end

function __ostk_flags
    for each in $argv[2..-1]
        string match -q -- '-*' $each; or continue
        set -l parts (string split -m 1 = -- $each)
        string match -- "$argv[1]*" (string split , -- $parts[1])
    end
end

# __ostk_value SPEC STEM PREFIX: what a value can be
function __ostk_value
    set -l value "$argv[1]"
    set -l stem "$argv[2]"
    set -l prefix "$argv[3]"
    if string match -qr -- '^[,{]' $value
        set value (string replace -r '^,' '' -- $value)
        set -l cut (string match -r -- '^(.*,)([^,]*)$' $stem)
        if set -q cut[3]
            set prefix $prefix$cut[2]
            set stem $cut[3]
        end
    end
    switch "$value"
        case ''
            # As __fish_complete_path, which starts ls.
            set -l home (string match -rq -- '^~/' $stem; and echo $HOME)
            for each in (string replace -r -- '^~' "$home" $stem)*
                test -d $each; and set each $each/
                printf '%s%s\n' $prefix (test -n "$home"; and string replace -- $home '~' $each; or echo $each)
            end
        case '@*'
            set -l program (string replace -r -- '^~/' "$HOME/" $__ostk_line[1])
            type -q $program; or return
            for each in ($program __complete (string sub -s 2 -- $value) $__ostk_line[2..-1] "$prefix$stem" 2>/dev/null </dev/null)
                printf '%s%s\n' $prefix $each
            end
        case '{*'
            set -l key (string match -r -- '^([^=]*)=(.*)$' $stem)
            for each in (string split ';' -- (string sub -s 2 -e -1 -- $value))
                set -l parts (string split -m 1 = -- $each)
                if not set -q key[1]
                    set -q parts[2]; and printf '%s%s=\n' $prefix $parts[1]; or printf '%s%s\n' $prefix $parts[1]
                else if test "$parts[1]" = "$key[2]"
                    __ostk_value "$parts[2]" "$key[3]" "$prefix$parts[1]="
                    return
                end
            end
        case '*'
            for each in (string split '|' -- $value)
                printf '%s%s\n' $prefix $each
            end
    end
end

set -g __ostk_list_options '-h,--help' '-f,--format=csv|json|table|value|yaml' '-c,--column=' '--quote=all|minimal|none|nonnumeric' '--noindent' '--max-width=' '--fit-width' '--print-empty' '--sort-column=' '--sort-ascending' '--sort-descending'
set -g __ostk_show_options '-h,--help' '-f,--format=json|shell|table|value|yaml' '-c,--column=' '--noindent' '--prefix=' '--max-width=' '--fit-width' '--print-empty'
set -g __ostk_virsh_trees 
function __ostk_virsh_virsh --no-scope-shadowing
    switch "$at"
        case ''
            set next 'attach-device	Give a domain a device' 'attach-disk	Give a domain a disk' 'attach-interface	Give a domain a network interface' 'autostart	Let a domain start with its host' 'capabilities	Print what the hypervisor can do, as XML' 'cd	Change the working directory' 'change-media	Change the medium in a CD or floppy drive of a domain' 'connect	Connect to a hypervisor from now on' 'console	Connect to the console of a domain' 'create	Start a domain from a description' 'define	Define a domain, or change one, from a description' 'desc	Print or change the description or the title of a domain' 'destroy	Stop a domain at once' 'detach-device	Take a device from a domain' 'detach-device-alias	Ask a domain to let go of the device with an alias' 'detach-disk	Take a disk from a domain' 'detach-interface	Take a network interface from a domain' 'domblkerror	Print which disks of a domain have failed' 'domblkinfo	Print how large a domain\'s disk is' 'domblklist	List the disks of a domain' 'domblkstat	Print what was read from a domain\'s disk and written to it' 'domcapabilities	Print what the hypervisor can do for a domain, as XML' 'domcontrol	Print how the way to a domain is: whether it can be controlled now' 'domdisplay	Print the URI of a domain\'s display' 'domfsfreeze	Hold back writes to the guest\'s file systems' 'domfsinfo	List the file systems that the guest has mounted' 'domfsthaw	Let writes to the guest\'s file systems go on' 'domfstrim	Have the guest give back what its file systems do not use' 'domhostname	Print the guest\'s host name' 'domid	Print the ID of a domain' 'domif-getlink	Print the state of a domain\'s link' 'domifaddr	List the addresses of a running domain\'s network interfaces' 'domiflist	List the network interfaces of a domain' 'domifstat	Print what went over a domain\'s network interface' 'dominfo	Print what a domain is' 'domjobabort	Have a domain give up the job that it is at' 'domjobinfo	Print how far the job of a domain is' 'dommemstat	Print what memory a domain uses' 'domname	Print the name of a domain' 'domrename	Give a domain that is off another name' 'domstate	Print the state of a domain' 'domstats	Print what domains use and do' 'domtime	Print or set the guest\'s time' 'domuuid	Print the UUID of a domain' 'dumpxml	Print the XML of a domain' 'echo	Print words' 'edit	Edit the XML of a domain' 'event	List kinds of events, or wait for events of domains' 'exit	Leave this interactive terminal' 'freecell	Print how much of the host\'s memory is free' 'guestinfo	Print what the guest agent tells of the guest' 'guestvcpus	Print or change which processors the guest uses, through its agent' 'help	Print help' 'hostname	Print the name of the host' 'iface-list	List the host\'s network interfaces' 'list	List domains' 'managedsave	Save a running domain where libvirt finds it, and stop it' 'managedsave-define	Change the description in the state that libvirt keeps of a domain' 'managedsave-dumpxml	Print the description in the state that libvirt keeps of a domain' 'managedsave-edit	Edit the description in the state that libvirt keeps of a domain' 'managedsave-remove	Throw away the state that libvirt keeps of a domain' 'metadata	Print or change the XML that programs keep in a domain' 'migrate	Move a domain to another host' 'migrate-compcache	Print or set how much memory the compression of a migration takes' 'migrate-getmaxdowntime	Print how long a migrating domain may stand still' 'migrate-getspeed	Print how fast a domain may migrate, in MiB in a second' 'migrate-postcopy	Have a migrating domain go on at the other side before all of its memory is there' 'migrate-setmaxdowntime	Set how long a migrating domain may stand still' 'migrate-setspeed	Set how fast a domain may migrate' 'net-autostart	Start a network with the host' 'net-create	Start a network from a description' 'net-define	Define a network, or change one' 'net-destroy	Stop a network' 'net-dhcp-leases	List the addresses that a network has lent' 'net-dumpxml	Print the XML of a network' 'net-edit	Edit the XML of a network' 'net-info	Tell about a network' 'net-list	List networks' 'net-name	Print the name of the network with a UUID' 'net-start	Start a network' 'net-undefine	Undefine a network' 'net-uuid	Print the UUID of the network with a name' 'nodecpustats	Print what the host\'s processors spend their time on' 'nodedev-dumpxml	Print the XML of one of the host\'s devices' 'nodedev-list	List the host\'s devices' 'nodeinfo	Tell about the host' 'nodememstats	Print how the host\'s memory is used' 'nwfilter-list	List network filters' 'pool-autostart	Start a pool with the host' 'pool-build	Build what is below a pool' 'pool-create	Start a pool from a description' 'pool-define	Define a pool, or change one, from a description' 'pool-delete	Delete what is below a pool' 'pool-destroy	Stop a pool' 'pool-dumpxml	Print the XML of a pool' 'pool-edit	Edit the XML of a pool' 'pool-info	Tell about a pool' 'pool-list	List pools' 'pool-name	Print the name of the pool with a UUID' 'pool-refresh	Look again what a pool holds' 'pool-start	Start a pool' 'pool-undefine	Undefine a pool' 'pool-uuid	Print the UUID of the pool with a name' 'pwd	Print the working directory' 'qemu-agent-command	Send a command in the guest agent\'s own protocol' 'qemu-monitor-command	Send a command to QEMU\'s monitor' 'quit	Leave this interactive terminal' 'reboot	Ask a domain to start anew' 'reset	Reset a domain as its button does' 'restore	Start a domain from a saved state' 'resume	Resume a domain' 'save	Save a running domain to a file, and stop it' 'save-image-define	Change the description in a saved state\'s file' 'save-image-dumpxml	Print the description in a saved state\'s file' 'save-image-edit	Edit the description in a saved state\'s file' 'screenshot	Take a picture of the screen of a domain' 'secret-list	List secrets' 'send-key	Press keys of a domain' 'set-user-password	Change a guest user\'s password, through the guest agent' 'setmaxmem	Change the most memory that a domain may have' 'setmem	Change the memory that a domain has' 'setvcpus	Change how many virtual processors a domain has' 'shutdown	Ask a domain to shut down' 'snapshot-create	Make a snapshot, from a description or a plain one' 'snapshot-create-as	Make a snapshot from what the line says' 'snapshot-current	Print a domain\'s current snapshot, or make another one the current one' 'snapshot-delete	Delete a snapshot' 'snapshot-dumpxml	Print the XML of a snapshot' 'snapshot-edit	Edit the XML of a snapshot' 'snapshot-info	Tell about a snapshot' 'snapshot-list	List the snapshots of a domain' 'snapshot-parent	Print the name of the snapshot that another was made on' 'snapshot-revert	Take a domain back to a snapshot' 'start	Start a domain that is defined' 'suspend	Suspend a domain' 'sysinfo	Print what the host tells of its hardware, as XML' 'ttyconsole	Print the device of a domain\'s console' 'undefine	Remove the definition of a domain; one that runs goes on until it stops' 'update-device	Change a device of a domain' 'uri	Print the URI of the connection' 'vcpucount	Print how many virtual processors a domain has' 'vcpuinfo	Print the virtual processors of a domain' 'version	Print versions' 'vncdisplay	Print where a domain\'s VNC display is' 'vol-create	Make a volume from a description' 'vol-create-as	Make a volume from words of the line' 'vol-delete	Delete a volume' 'vol-download	Write a volume\'s content into a file' 'vol-dumpxml	Print the XML of a volume' 'vol-info	Tell about a volume' 'vol-key	Print the key of a volume' 'vol-list	List the volumes of a pool' 'vol-name	Print the name of the volume with a key or path' 'vol-path	Print the path of a volume' 'vol-pool	Print the pool of the volume with a key or path' 'vol-upload	Write a file\'s content into a volume'
            set opts '-c,--connect=' '-d,--debug=' '-e,--escape=' '-h,--help' '-k,--keepalive-interval=' '-K,--keepalive-count=' '-l,--log=' '-q,--quiet' '-r,--readonly' '-t,--timing' '-v,--version=' '-V'
        case 'attach-device'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--file=' '<' '--persistent' '--config' '--live' '--current'
        case 'attach-disk'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--source=' '<' '--target=' '<' '--targetbus=' '<' '--driver=' '<' '--subdriver=' '<' '--iothread=' '<' '--cache=' '<' '--io=' '<' '--type=' '<' '--mode=' '<' '--sourcetype=' '<' '--serial=' '<' '--wwn=' '<' '--alias=' '<' '--rawio' '--address=' '<' '--multifunction' '--print-xml' '--source-protocol=' '<' '--source-host-name=' '<' '--source-host-transport=' '<' '--source-host-socket=' '<' '--persistent' '--config' '--live' '--current'
        case 'attach-interface'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--type=' '<' '--source=' '<' '--target=' '<' '--mac=' '<' '--script=' '<' '--model=' '<' '--alias=' '<' '--inbound=' '<' '--outbound=' '<' '--persistent' '--config' '--live' '--current' '--print-xml' '--managed' '--source-mode=' '<'
        case 'autostart'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--disable'
        case 'capabilities'
            set opts '-h,--help'
        case 'cd'
            set opts '-h,--help' '--dir=' '<'
        case 'change-media'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--path=@libvirt-disk' '<@libvirt-disk' '--source=' '<' '--eject' '--insert' '--update' '--current' '--live' '--config' '--force' '--print-xml' '--block'
        case 'connect'
            set opts '-h,--help' '--name=' '<' '--readonly'
        case 'console'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--devname=' '<' '--force' '--safe'
        case 'create'
            set opts '-h,--help' '--file=' '<' '--console' '--paused' '--autodestroy' '--pass-fds=' '--validate' '--reset-nvram'
        case 'define'
            set opts '-h,--help' '--file=' '<' '--validate'
        case 'desc'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--live' '--config' '--current' '--title' '--edit' '--new-desc=' '<+'
        case 'destroy'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--graceful' '--remove-logs'
        case 'detach-device'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--file=' '<' '--persistent' '--config' '--live' '--current'
        case 'detach-device-alias'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--alias=' '<' '--config' '--live' '--current'
        case 'detach-disk'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--target=@libvirt-disk' '<@libvirt-disk' '--persistent' '--config' '--live' '--current' '--print-xml'
        case 'detach-interface'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--type=' '<' '--mac=@libvirt-link' '<@libvirt-link' '--persistent' '--config' '--live' '--current' '--print-xml'
        case 'domblkerror'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domblkinfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--device=' '<' '--human' '--all'
        case 'domblklist'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--inactive' '--details'
        case 'domblkstat'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--device=' '<' '--human'
        case 'domcapabilities'
            set opts '-h,--help' '--virttype=' '<' '--emulatorbin=' '<' '--arch=' '<' '--machine=' '<'
        case 'domcontrol'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domdisplay'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--include-password' '--type=' '<' '--all'
        case 'domfsfreeze'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--mountpoint=' '<+'
        case 'domfsinfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domfsthaw'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--mountpoint=' '<+'
        case 'domfstrim'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--minimum=' '<' '--mountpoint=' '<'
        case 'domhostname'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--source=' '<'
        case 'domid'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domif-getlink'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--interface=@libvirt-link' '<@libvirt-link' '--config'
        case 'domifaddr'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--interface=' '<' '--full' '--source=' '<'
        case 'domiflist'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--inactive'
        case 'domifstat'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--interface=@libvirt-link' '<@libvirt-link'
        case 'dominfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domjobabort'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--postcopy'
        case 'domjobinfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--completed' '--keep-completed' '--anystats' '--rawstats'
        case 'dommemstat'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--period=' '--config' '--live' '--current'
        case 'domname'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'domrename'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--new-name=' '<'
        case 'domstate'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--reason'
        case 'domstats'
            set opts '-h,--help' '--state' '--cpu-total' '--balloon' '--vcpu' '--interface' '--block' '--perf' '--iothread' '--memory' '--dirtyrate' '--vm' '--list-active' '--list-inactive' '--list-persistent' '--list-transient' '--list-running' '--list-paused' '--list-shutoff' '--list-other' '--raw' '--enforce' '--backing' '--nowait' '--domain=@libvirt-domain' '<+@libvirt-domain'
        case 'domtime'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--now' '--pretty' '--sync' '--time=' '<'
        case 'domuuid'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'dumpxml'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--inactive' '--security-info' '--update-cpu' '--migratable' '--xpath=' '--wrap'
        case 'echo'
            set opts '-h,--help' '--shell' '--xml' '--split' '--err' '--string=' '<+'
        case 'edit'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--skip-validate'
        case 'event'
            set opts '-h,--help' '--domain=' '<' '--event=' '<' '--all' '--loop' '--timeout=' '<' '--list' '--timestamp'
        case 'exit'
            set opts '-h,--help'
        case 'freecell'
            set opts '-h,--help' '--cellno=' '<' '--all'
        case 'guestinfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--user' '--os' '--timezone' '--hostname' '--filesystem' '--disk' '--interface'
        case 'guestvcpus'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--cpulist=' '<' '--enable' '--disable'
        case 'help'
            set opts '-h,--help' '--command=' '<'
        case 'hostname'
            set opts '-h,--help'
        case 'iface-list'
            set opts '-h,--help' '--inactive' '--all'
        case 'list'
            set opts '-h,--help' '--inactive' '--all' '--transient' '--persistent' '--with-snapshot' '--without-snapshot' '--with-checkpoint' '--without-checkpoint' '--state-running' '--state-paused' '--state-shutoff' '--state-other' '--autostart' '--no-autostart' '--with-managed-save' '--without-managed-save' '--uuid' '--name' '--id' '--table' '--managed-save' '--title'
        case 'managedsave'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--bypass-cache' '--running' '--paused' '--verbose'
        case 'managedsave-define'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--xml=' '<' '--running' '--paused'
        case 'managedsave-dumpxml'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--security-info' '--xpath=' '--wrap'
        case 'managedsave-edit'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--running' '--paused'
        case 'managedsave-remove'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'metadata'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--uri=' '<' '--live' '--config' '--current' '--edit' '--key=' '<' '--set=' '<' '--remove'
        case 'migrate'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--desturi=' '<' '--live' '--offline' '--p2p' '--direct' '--tunnelled' '--persistent' '--undefinesource' '--suspend' '--copy-storage-all' '--copy-storage-inc' '--copy-storage-synchronous-writes' '--change-protection' '--unsafe' '--verbose' '--compressed' '--auto-converge' '--rdma-pin-all' '--abort-on-error' '--postcopy' '--postcopy-after-precopy' '--postcopy-resume' '--zerocopy' '--migrateuri=' '<' '--graphicsuri=' '<' '--listen-address=' '<' '--dname=' '<' '--timeout=' '--timeout-suspend' '--timeout-postcopy' '--xml=' '<' '--migrate-disks=' '<' '--disks-port=' '--disks-uri=' '<' '--comp-methods=' '<' '--comp-mt-level=' '--comp-mt-threads=' '--comp-mt-dthreads=' '--comp-xbzrle-cache=' '--auto-converge-initial=' '--auto-converge-increment=' '--persistent-xml=' '<' '--tls' '--postcopy-bandwidth=' '--parallel' '--parallel-connections=' '--bandwidth=' '--tls-destination=' '<'
        case 'migrate-compcache'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--size='
        case 'migrate-getmaxdowntime'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'migrate-getspeed'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--postcopy'
        case 'migrate-postcopy'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'migrate-setmaxdowntime'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--downtime=' '<'
        case 'migrate-setspeed'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--bandwidth=' '<' '--postcopy'
        case 'net-autostart'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network' '--disable'
        case 'net-create'
            set opts '-h,--help' '--file=' '<' '--validate'
        case 'net-define'
            set opts '-h,--help' '--file=' '<' '--validate'
        case 'net-destroy'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'net-dhcp-leases'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network' '--mac=' '<'
        case 'net-dumpxml'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network' '--inactive' '--xpath=' '--wrap'
        case 'net-edit'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'net-info'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'net-list'
            set opts '-h,--help' '--inactive' '--all' '--persistent' '--transient' '--autostart' '--no-autostart' '--uuid' '--name' '--table'
        case 'net-name'
            set opts '-h,--help' '--network=' '<'
        case 'net-start'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'net-undefine'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'net-uuid'
            set opts '-h,--help' '--network=@libvirt-network' '<@libvirt-network'
        case 'nodecpustats'
            set opts '-h,--help' '--cpu=' '<' '--percent'
        case 'nodedev-dumpxml'
            set opts '-h,--help' '--device=' '<' '--xpath=' '--wrap'
        case 'nodedev-list'
            set opts '-h,--help' '--tree' '--cap=' '<' '--inactive' '--all'
        case 'nodeinfo'
            set opts '-h,--help'
        case 'nodememstats'
            set opts '-h,--help' '--cell=' '<'
        case 'nwfilter-list'
            set opts '-h,--help'
        case 'pool-autostart'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--disable'
        case 'pool-build'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--no-overwrite' '--overwrite'
        case 'pool-create'
            set opts '-h,--help' '--file=' '<' '--build' '--no-overwrite' '--overwrite'
        case 'pool-define'
            set opts '-h,--help' '--file=' '<' '--validate'
        case 'pool-delete'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pool-destroy'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pool-dumpxml'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--inactive' '--xpath=' '--wrap'
        case 'pool-edit'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pool-info'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--bytes'
        case 'pool-list'
            set opts '-h,--help' '--inactive' '--all' '--transient' '--persistent' '--autostart' '--no-autostart' '--type=' '<' '--details' '--uuid' '--name'
        case 'pool-name'
            set opts '-h,--help' '--pool=' '<'
        case 'pool-refresh'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pool-start'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--build' '--no-overwrite' '--overwrite'
        case 'pool-undefine'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pool-uuid'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'pwd'
            set opts '-h,--help'
        case 'qemu-agent-command'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--timeout=' '--async' '--block' '--pretty' '--cmd=' '<+'
        case 'qemu-monitor-command'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--hmp' '--pretty' '--return-value' '--pass-fds=' '--cmd=' '<+'
        case 'quit'
            set opts '-h,--help'
        case 'reboot'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--mode=' '<'
        case 'reset'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'restore'
            set opts '-h,--help' '--file=' '<' '--bypass-cache' '--xml=' '<' '--running' '--paused' '--reset-nvram'
        case 'resume'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'save'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--file=' '<' '--bypass-cache' '--xml=' '<' '--running' '--paused' '--verbose'
        case 'save-image-define'
            set opts '-h,--help' '--file=' '<' '--xml=' '<' '--running' '--paused'
        case 'save-image-dumpxml'
            set opts '-h,--help' '--file=' '<' '--security-info' '--xpath=' '--wrap'
        case 'save-image-edit'
            set opts '-h,--help' '--file=' '<' '--running' '--paused'
        case 'screenshot'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--file=' '<' '--screen='
        case 'secret-list'
            set opts '-h,--help' '--ephemeral' '--no-ephemeral' '--private' '--no-private'
        case 'send-key'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--codeset=' '--holdtime=' '--keycode=' '<+'
        case 'set-user-password'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--user=' '<' '--password=' '<' '--encrypted'
        case 'setmaxmem'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--size=' '<' '--config' '--live' '--current'
        case 'setmem'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--size=' '<' '--config' '--live' '--current'
        case 'setvcpus'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--count=' '<' '--maximum' '--config' '--live' '--current' '--guest' '--hotpluggable'
        case 'shutdown'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--mode=' '<'
        case 'snapshot-create'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--xmlfile=' '<' '--redefine' '--current' '--no-metadata' '--halt' '--disk-only' '--reuse-external' '--quiesce' '--atomic' '--live' '--validate'
        case 'snapshot-create-as'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--name=' '<' '--description=' '<' '--print-xml' '--no-metadata' '--halt' '--disk-only' '--reuse-external' '--quiesce' '--atomic' '--live' '--validate' '--memspec=' '--diskspec=' '<+'
        case 'snapshot-current'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--name' '--security-info' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot'
        case 'snapshot-delete'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--current' '--children' '--children-only' '--metadata'
        case 'snapshot-dumpxml'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--security-info' '--xpath=' '--wrap'
        case 'snapshot-edit'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--current' '--rename' '--clone'
        case 'snapshot-info'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--current'
        case 'snapshot-list'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--parent' '--roots' '--leaves' '--no-leaves' '--metadata' '--no-metadata' '--inactive' '--active' '--disk-only' '--internal' '--external' '--tree' '--from=@libvirt-snapshot' '<@libvirt-snapshot' '--current' '--descendants' '--name' '--topological'
        case 'snapshot-parent'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--current'
        case 'snapshot-revert'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--snapshotname=@libvirt-snapshot' '<@libvirt-snapshot' '--current' '--running' '--paused' '--force' '--reset-nvram'
        case 'start'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--console' '--paused' '--autodestroy' '--bypass-cache' '--force-boot' '--pass-fds=' '--reset-nvram'
        case 'suspend'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'sysinfo'
            set opts '-h,--help'
        case 'ttyconsole'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'undefine'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--managed-save' '--storage=' '--remove-all-storage' '--delete-storage-volume-snapshots' '--wipe-storage' '--snapshots-metadata' '--checkpoints-metadata' '--nvram' '--keep-nvram' '--tpm' '--keep-tpm'
        case 'update-device'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--file=' '<' '--persistent' '--config' '--live' '--current' '--force'
        case 'uri'
            set opts '-h,--help'
        case 'vcpucount'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--maximum' '--active' '--live' '--config' '--current' '--guest'
        case 'vcpuinfo'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain' '--pretty'
        case 'version'
            set opts '-h,--help' '--daemon'
        case 'vncdisplay'
            set opts '-h,--help' '--domain=@libvirt-domain' '<@libvirt-domain'
        case 'vol-create'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--file=' '<' '--prealloc-metadata' '--validate'
        case 'vol-create-as'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--name=' '<' '--capacity=' '<' '--allocation=' '<' '--format=' '<' '--backing-vol=@libvirt-volume' '<@libvirt-volume' '--backing-vol-format=' '<' '--prealloc-metadata' '--print-xml'
        case 'vol-delete'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--pool=@libvirt-pool' '<@libvirt-pool' '--delete-snapshots'
        case 'vol-download'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--file=' '<' '--pool=@libvirt-pool' '<@libvirt-pool' '--offset=' '<' '--length=' '<' '--sparse'
        case 'vol-dumpxml'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--pool=@libvirt-pool' '<@libvirt-pool' '--xpath=' '--wrap'
        case 'vol-info'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--pool=@libvirt-pool' '<@libvirt-pool' '--bytes' '--physical'
        case 'vol-key'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'vol-list'
            set opts '-h,--help' '--pool=@libvirt-pool' '<@libvirt-pool' '--details'
        case 'vol-name'
            set opts '-h,--help' '--vol=' '<'
        case 'vol-path'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--pool=@libvirt-pool' '<@libvirt-pool'
        case 'vol-pool'
            set opts '-h,--help' '--vol=' '<' '--uuid'
        case 'vol-upload'
            set opts '-h,--help' '--vol=@libvirt-volume' '<@libvirt-volume' '--file=' '<' '--pool=@libvirt-pool' '<@libvirt-pool' '--offset=' '<' '--length=' '<' '--sparse'
    end
end
complete -c virsh -f -a '(__ostk_complete virsh)'
