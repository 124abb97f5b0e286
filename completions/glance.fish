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
set -g __ostk_glance_trees 
function __ostk_glance_glance --no-scope-shadowing
    switch "$at"
        case ''
            set next 'add-location	Add a location to an image that has no data yet' 'bash-completion	Print all commands and options, for completion in bash' 'cache-clean	Remove what is invalid or stalled from the cache' 'cache-clear	Empty the cache, the queue of images to be cached, or both' 'cache-delete	Delete images from the cache and the queue' 'cache-list	List the images that are cached or about to be' 'cache-nodes-list	List the servers that have an image in their caches' 'cache-prune	Make the cache as small as it is configured to be' 'cache-queue	Queue images to be cached' 'explain	Show a resource\'s attributes and what they mean' 'help	Show help for this program or one of its commands' 'image-create	Create an image' 'image-create-via-import	Create an image whose data are imported' 'image-deactivate	Deactivate an image, so that its data cannot be used' 'image-delete	Delete images' 'image-download	Download the data of an image' 'image-import	Import data into an image' 'image-list	List images that you may use' 'image-reactivate	Reactivate an image' 'image-show	Show an image' 'image-stage	Upload data to be imported into an image' 'image-tag-delete	Delete a tag from an image' 'image-tag-update	Add a tag to an image' 'image-tasks	Show the tasks that have to do with an image' 'image-update	Change an image' 'image-upload	Upload the data of an image' 'import-info	Show the import methods of the service' 'location-add	Add a location to an image' 'location-delete	Remove locations from an image' 'location-update	Change what is known of an image\'s location' 'md-namespace-create	Create a namespace' 'md-namespace-delete	Delete a namespace and what is in it' 'md-namespace-import	Create a namespace and what is in it from JSON' 'md-namespace-list	List namespaces of metadata definitions' 'md-namespace-objects-delete	Delete all objects of a namespace' 'md-namespace-properties-delete	Delete all properties of a namespace' 'md-namespace-resource-type-list	List the types of resources that a namespace is for' 'md-namespace-show	Show a namespace and what is in it' 'md-namespace-tags-delete	Delete all tags of a namespace' 'md-namespace-update	Change a namespace' 'md-object-create	Create an object' 'md-object-delete	Delete an object' 'md-object-list	List the objects of a namespace' 'md-object-property-show	Show a property of an object' 'md-object-show	Show an object' 'md-object-update	Change an object' 'md-property-create	Create a property' 'md-property-delete	Delete a property' 'md-property-list	List the properties of a namespace' 'md-property-show	Show a property' 'md-property-update	Change a property' 'md-resource-type-associate	Say that a namespace is for a type of resource' 'md-resource-type-deassociate	Say that a namespace is no longer for a type of resource' 'md-resource-type-list	List the types of resources that are known' 'md-tag-create	Create a tag' 'md-tag-create-multiple	Create several tags, in the place of those that are there' 'md-tag-delete	Delete a tag' 'md-tag-list	List the tags of a namespace' 'md-tag-show	Show a tag' 'md-tag-update	Rename a tag' 'member-create	Share an image with a project' 'member-delete	Stop sharing an image with a project' 'member-get	Show how an image is shared with a project' 'member-list	List the projects that an image is shared with' 'member-update	Accept or reject an image that is shared with you' 'stores-delete	Delete an image from one store' 'stores-info	Show the stores of the service' 'task-create	Start a task' 'task-list	List tasks' 'task-show	Show a task' 'usage	Show what the project uses of its quotas'
            set opts '--version' '-d,--debug' '-v,--verbose' '--get-schema' '-f,--force' '--os-image-url=' '--os-image-api-version=' '--os-region-name=' '--os-auth-token=' '--os-service-type=' '--os-endpoint-type=' '--insecure' '--os-cacert=' '--os-cert=' '--os-key=' '--timeout=' '--collect-timing' '--tls-ciphers=' '--tls-min-version=1.2|1.3' '--os-auth-type,--os-auth-plugin=' '--os-auth-url=' '--os-system-scope=' '--os-domain-id=' '--os-domain-name=' '--os-project-id,--os-tenant-id=' '--os-project-name,--os-tenant-name=' '--os-project-domain-id=' '--os-project-domain-name=' '--os-trust-id=' '--os-default-domain-id=' '--os-default-domain-name=' '--os-user-id=' '--os-username,--os-user-name=' '--os-user-domain-id=' '--os-user-domain-name=' '--os-password='
        case 'add-location'
            set opts '-h,--help' '--url=' '--validation-data=' '<@image-id'
        case 'bash-completion'
            set opts '-h,--help'
        case 'cache-clean'
            set opts '-h,--help'
        case 'cache-clear'
            set opts '-h,--help' '--target=both|cache|queue'
        case 'cache-delete'
            set opts '-h,--help' '<+@image-id'
        case 'cache-list'
            set opts '-h,--help'
        case 'cache-nodes-list'
            set opts '-h,--help' '<@image-id'
        case 'cache-prune'
            set opts '-h,--help'
        case 'cache-queue'
            set opts '-h,--help' '<+@image-id'
        case 'explain'
            set opts '-h,--help' '<'
        case 'help'
            set opts '-h,--help' '<'
        case 'image-create'
            set opts '-h,--help' '--architecture=' '--protected=' '--name=' '--instance-uuid=' '--min-disk=' '--visibility=' '--kernel-id=' '--tags=' '--os-version=' '--disk-format=' '--os-distro=' '--id=' '--owner=' '--ramdisk-id=' '--min-ram=' '--container-format=' '--hidden=' '--property=' '--file=' '--size=' '--progress' '--store='
        case 'image-create-via-import'
            set opts '-h,--help' '--architecture=' '--protected=' '--name=' '--instance-uuid=' '--min-disk=' '--visibility=' '--kernel-id=' '--tags=' '--os-version=' '--disk-format=' '--os-distro=' '--id=' '--owner=' '--ramdisk-id=' '--min-ram=' '--container-format=' '--hidden=' '--property=' '--file=' '--size=' '--progress' '--import-method=' '--uri=' '--remote-region=' '--remote-image-id=' '--remote-service-interface=' '--store=' '--stores=' '--all-stores=' '--allow-failure='
        case 'image-deactivate'
            set opts '-h,--help' '<@image-id'
        case 'image-delete'
            set opts '-h,--help' '<+@image-id'
        case 'image-download'
            set opts '-h,--help' '--allow-md5-fallback' '--file=' '<@image-id' '--progress' '--prefer='
        case 'image-import'
            set opts '-h,--help' '--import-method=' '--uri=' '--remote-region=' '--remote-image-id=' '--remote-service-interface=' '<@image-id' '--store=' '--stores=' '--all-stores=' '--allow-failure='
        case 'image-list'
            set opts '-h,--help' '--limit=' '--page-size=' '--visibility=' '--member-status=' '--owner=' '--property-filter=' '--checksum=' '--hash=' '--tag=' '--sort-key=name|status|container_format|disk_format|size|id|created_at|updated_at' '--sort-dir=asc|desc' '--sort=' '--hidden=' '--include-stores='
        case 'image-reactivate'
            set opts '-h,--help' '<@image-id'
        case 'image-show'
            set opts '-h,--help' '<@image-id' '--human-readable' '--max-column-width='
        case 'image-stage'
            set opts '-h,--help' '--file=' '--size=' '--progress' '<@image-id'
        case 'image-tag-delete'
            set opts '-h,--help' '<@image-id' '<'
        case 'image-tag-update'
            set opts '-h,--help' '<@image-id' '<'
        case 'image-tasks'
            set opts '-h,--help' '<@image-id'
        case 'image-update'
            set opts '-h,--help' '<@image-id' '--architecture=' '--protected=' '--name=' '--instance-uuid=' '--min-disk=' '--visibility=' '--kernel-id=' '--os-version=' '--disk-format=' '--os-distro=' '--owner=' '--ramdisk-id=' '--min-ram=' '--container-format=' '--hidden=' '--property=' '--remove-property='
        case 'image-upload'
            set opts '-h,--help' '--file=' '--size=' '--progress' '<@image-id' '--store='
        case 'import-info'
            set opts '-h,--help'
        case 'location-add'
            set opts '-h,--help' '--url=' '--metadata=' '--checksum=' '--hash-algo=' '--hash-value=' '<@image-id'
        case 'location-delete'
            set opts '-h,--help' '--url=' '<@image-id'
        case 'location-update'
            set opts '-h,--help' '--url=' '--metadata=' '<@image-id'
        case 'md-namespace-create'
            set opts '-h,--help' '<@namespace' '--resource-type-associations=' '--owner=' '--protected=' '--visibility=' '--description=' '--display-name='
        case 'md-namespace-delete'
            set opts '-h,--help' '<@namespace'
        case 'md-namespace-import'
            set opts '-h,--help' '--file='
        case 'md-namespace-list'
            set opts '-h,--help' '--resource-types=' '--visibility=' '--page-size='
        case 'md-namespace-objects-delete'
            set opts '-h,--help' '<@namespace'
        case 'md-namespace-properties-delete'
            set opts '-h,--help' '<@namespace'
        case 'md-namespace-resource-type-list'
            set opts '-h,--help' '<@namespace'
        case 'md-namespace-show'
            set opts '-h,--help' '<@namespace' '--resource-type=' '--max-column-width='
        case 'md-namespace-tags-delete'
            set opts '-h,--help' '<@namespace'
        case 'md-namespace-update'
            set opts '-h,--help' '<@namespace' '--owner=' '--protected=' '--visibility=' '--description=' '--display-name=' '--namespace='
        case 'md-object-create'
            set opts '-h,--help' '<@namespace' '--name=' '--schema='
        case 'md-object-delete'
            set opts '-h,--help' '<@namespace' '<'
        case 'md-object-list'
            set opts '-h,--help' '<@namespace'
        case 'md-object-property-show'
            set opts '-h,--help' '<@namespace' '<' '<' '--max-column-width='
        case 'md-object-show'
            set opts '-h,--help' '<@namespace' '<' '--max-column-width='
        case 'md-object-update'
            set opts '-h,--help' '<@namespace' '<' '--name=' '--schema='
        case 'md-property-create'
            set opts '-h,--help' '<@namespace' '--name=' '--title=' '--schema=' '--type='
        case 'md-property-delete'
            set opts '-h,--help' '<@namespace' '<'
        case 'md-property-list'
            set opts '-h,--help' '<@namespace'
        case 'md-property-show'
            set opts '-h,--help' '<@namespace' '<' '--max-column-width='
        case 'md-property-update'
            set opts '-h,--help' '<@namespace' '<' '--name=' '--title=' '--schema='
        case 'md-resource-type-associate'
            set opts '-h,--help' '<@namespace' '--properties-target=' '--prefix=' '--name='
        case 'md-resource-type-deassociate'
            set opts '-h,--help' '<@namespace' '<'
        case 'md-resource-type-list'
            set opts '-h,--help'
        case 'md-tag-create'
            set opts '-h,--help' '<@namespace' '--name='
        case 'md-tag-create-multiple'
            set opts '-h,--help' '<@namespace' '--names=' '--delim=' '--append'
        case 'md-tag-delete'
            set opts '-h,--help' '<@namespace' '<'
        case 'md-tag-list'
            set opts '-h,--help' '<@namespace'
        case 'md-tag-show'
            set opts '-h,--help' '<@namespace' '<'
        case 'md-tag-update'
            set opts '-h,--help' '<@namespace' '<' '--name='
        case 'member-create'
            set opts '-h,--help' '<@image-id' '<'
        case 'member-delete'
            set opts '-h,--help' '<@image-id' '<'
        case 'member-get'
            set opts '-h,--help' '<@image-id' '<'
        case 'member-list'
            set opts '-h,--help' '--image-id=@image-id'
        case 'member-update'
            set opts '-h,--help' '<@image-id' '<' '<accepted|rejected|pending'
        case 'stores-delete'
            set opts '-h,--help' '<@image-id' '--store='
        case 'stores-info'
            set opts '-h,--help' '--detail'
        case 'task-create'
            set opts '-h,--help' '--type=' '--input='
        case 'task-list'
            set opts '-h,--help' '--sort-key=id|type|status' '--sort-dir=asc|desc' '--page-size=' '--type=' '--status='
        case 'task-show'
            set opts '-h,--help' '<'
        case 'usage'
            set opts '-h,--help'
    end
end
complete -c glance -f -a '(__ostk_complete glance)'
